{{ history_of('snap_company_ein') }}
