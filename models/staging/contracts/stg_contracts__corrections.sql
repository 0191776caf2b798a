{{ staged('contracts', 'corrections') }}
