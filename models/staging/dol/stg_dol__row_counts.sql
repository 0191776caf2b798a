{{ row_counts('dol') }}
