{{ set_aside('contracts', 'contracts') }}
