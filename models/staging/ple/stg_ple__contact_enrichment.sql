{{ staged('ple', 'contact_enrichment') }}
