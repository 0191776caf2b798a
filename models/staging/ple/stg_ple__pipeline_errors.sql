{{ staged('ple', 'pipeline_errors') }}
