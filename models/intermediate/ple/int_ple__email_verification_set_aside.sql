{{ set_aside('ple', 'email_verification') }}
