{{ set_aside('dol', 'f_sch_a') }}
