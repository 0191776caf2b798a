{{ staged('intake', 'people_raw_intake') }}
