{{ staged('ple', 'resolution_decision') }}
