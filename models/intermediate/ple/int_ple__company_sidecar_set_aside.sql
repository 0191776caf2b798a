{{ set_aside('ple', 'company_sidecar') }}
