{% macro state_from_location(x) -%}
    {%- set last = last_element(x, "','") -%}
    case
        when position(',' in {{ x }}) = 0 then null
        -- With three parts the last is the country, with two only when it is known to be.
        when split_part({{ x }}, ',', 3) <> '' or {{ is_united_states(last) }}
            then {{ blank_to_null("split_part(" ~ x ~ ", ',', -2)") }}
        else {{ blank_to_null(last) }}
    end
{%- endmacro %}
