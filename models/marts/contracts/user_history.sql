{{ history_of('snap_contract_user') }}
