{{ staged('contracts', 'contracts') }}
