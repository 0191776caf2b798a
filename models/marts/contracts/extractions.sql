{{ promoted('contracts', 'extractions') }}
