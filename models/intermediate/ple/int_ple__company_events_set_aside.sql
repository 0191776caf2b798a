{{ set_aside('ple', 'company_events') }}
