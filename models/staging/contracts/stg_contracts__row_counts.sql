{{ row_counts('contracts') }}
