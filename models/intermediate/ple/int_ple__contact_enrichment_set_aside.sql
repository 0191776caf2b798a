{{ set_aside('ple', 'contact_enrichment') }}
