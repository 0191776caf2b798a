{{ row_outcomes('ple') }}
