{{ staged('intake', 'people_raw_wv') }}
