{{ set_aside('dol', 'f_5500') }}
