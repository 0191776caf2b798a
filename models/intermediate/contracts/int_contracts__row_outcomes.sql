{{ row_outcomes('contracts') }}
