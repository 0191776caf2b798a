{{ set_aside('contracts', 'sessions') }}
