{{ set_aside('ple', 'people_sidecar') }}
