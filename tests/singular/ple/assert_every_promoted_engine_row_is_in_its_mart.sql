{{ rows_not_where_they_belong('ple') }}
