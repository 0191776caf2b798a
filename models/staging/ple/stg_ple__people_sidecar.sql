{{ staged('ple', 'people_sidecar') }}
