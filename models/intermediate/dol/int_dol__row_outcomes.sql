{{ row_outcomes('dol') }}
