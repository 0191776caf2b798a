{{ set_aside('dol', 'violations') }}
