{{ staged('contracts', 'system_config') }}
