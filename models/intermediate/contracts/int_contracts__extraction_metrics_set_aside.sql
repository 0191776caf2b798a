{{ set_aside('contracts', 'extraction_metrics') }}
