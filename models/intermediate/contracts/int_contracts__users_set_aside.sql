{{ set_aside('contracts', 'users') }}
