{{ staged('contracts', 'extraction_metrics') }}
