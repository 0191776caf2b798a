{{ staged('ple', 'company_sidecar') }}
