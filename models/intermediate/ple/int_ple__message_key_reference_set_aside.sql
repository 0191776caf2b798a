{{ set_aside('ple', 'message_key_reference') }}
