{{ set_aside('ple', 'resolution_decision') }}
