{{ staged('clay', 'company_raw') }}
