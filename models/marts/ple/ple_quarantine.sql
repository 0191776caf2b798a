{{ config(alias='quarantine') }}
{{ quarantined('ple', shown=['row_name']) }}
