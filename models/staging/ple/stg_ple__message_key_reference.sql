{{ staged('ple', 'message_key_reference') }}
