{{ history_of('snap_person') }}
