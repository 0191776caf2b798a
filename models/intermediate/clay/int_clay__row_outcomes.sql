{{ row_outcomes('clay') }}
