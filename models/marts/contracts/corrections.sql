{{ promoted('contracts', 'corrections') }}
