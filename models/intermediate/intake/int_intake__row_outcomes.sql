{{ row_outcomes('intake') }}
