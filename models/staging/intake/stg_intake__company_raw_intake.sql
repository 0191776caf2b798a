{{ staged('intake', 'company_raw_intake') }}
