{{ set_aside('dol', 'ebsa_ocats') }}
