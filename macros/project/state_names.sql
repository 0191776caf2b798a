{#- Every way in which a state is written, by its key. -#}
{% macro state_names() -%}
    select
        {{ state_key('state_text') }} as state_key,
        min(state_code) as state_code
    from (
        select
            state_code as state_text,
            state_code
        from us_states

        union all

        select
            state_name as state_text,
            state_code
        from us_states

        union all

        select
            state_name || ' ' || state_code as state_text,
            state_code
        from us_states

        union all

        select
            state_code || ' ' || state_name as state_text,
            state_code
        from us_states

        union all

        select
            spelling as state_text,
            state_code
        from state_spellings
    ) as state_forms
    group by {{ state_key('state_text') }}
{%- endmacro %}
