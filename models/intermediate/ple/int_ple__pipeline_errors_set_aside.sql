{{ set_aside('ple', 'pipeline_errors') }}
