{{ staged('contracts', 'extractions') }}
