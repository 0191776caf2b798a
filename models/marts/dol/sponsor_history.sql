{{ history_of('snap_sponsor') }}
