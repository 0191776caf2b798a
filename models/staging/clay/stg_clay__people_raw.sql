{{ staged('clay', 'people_raw') }}
