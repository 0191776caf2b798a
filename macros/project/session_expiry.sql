{% macro session_expiry() -%}
    {#- Both boundaries are strict: a session that ends at as_of is not past its end yet. -#}
    case
        when expires_at < {{ as_of_timestamp() }} then 'past_expires_at'
        when
            not is_active
            and last_activity
            < {{ as_of_timestamp() }} - interval '{{ var("session_idle_hours") }} hours'
            then 'idle'
    end
{%- endmacro %}
