{{ row_counts('clay') }}
