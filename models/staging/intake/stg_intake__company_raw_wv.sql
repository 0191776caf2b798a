{{ staged('intake', 'company_raw_wv') }}
