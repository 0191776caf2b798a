{{ history_of('snap_contract') }}
