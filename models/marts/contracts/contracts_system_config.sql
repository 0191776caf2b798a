{{ config(alias='system_config') }}
{{ promoted('contracts', 'system_config', {'is_secret': 'coalesce(is_secret, true)'}) }}
