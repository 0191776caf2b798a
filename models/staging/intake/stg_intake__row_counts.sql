{{ row_counts('intake') }}
