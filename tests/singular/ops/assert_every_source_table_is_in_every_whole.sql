{{ tables_left_out() }}
