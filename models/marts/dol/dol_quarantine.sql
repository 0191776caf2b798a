{{ config(alias='quarantine') }}
{{ quarantined('dol', shown=['ack_id', 'ein', 'name']) }}
