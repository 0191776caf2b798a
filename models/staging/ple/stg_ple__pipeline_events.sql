{{ staged('ple', 'pipeline_events') }}
