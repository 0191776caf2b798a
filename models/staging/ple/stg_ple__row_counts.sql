{{ row_counts('ple') }}
