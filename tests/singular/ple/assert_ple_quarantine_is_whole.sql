{{ rows_not_in_quarantine('ple') }}
