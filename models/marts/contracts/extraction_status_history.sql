{{ history_of('snap_extraction_status') }}
