{{ set_aside('contracts', 'corrections') }}
