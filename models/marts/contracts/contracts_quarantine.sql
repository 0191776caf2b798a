{{ config(alias='quarantine') }}
{{ quarantined('contracts', shown=['row_name']) }}
