{{ config(alias='sessions') }}
{{ promoted('contracts', 'sessions') }}
