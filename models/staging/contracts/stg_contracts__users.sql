{{ staged('contracts', 'users') }}
