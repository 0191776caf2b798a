{{ staged('ple', 'company_events') }}
