{{ config(alias='users') }}
{{ promoted('contracts', 'users') }}
