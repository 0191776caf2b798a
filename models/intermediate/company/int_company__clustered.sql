{{ clustered_rows(ref('int_company__match_keys'), 'ein') }}
