{{ set_aside('ple', 'pipeline_events') }}
