{{ staged('contracts', 'sessions') }}
