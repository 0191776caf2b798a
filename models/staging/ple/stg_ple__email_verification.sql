{{ staged('ple', 'email_verification') }}
