{{ set_aside('contracts', 'system_config') }}
