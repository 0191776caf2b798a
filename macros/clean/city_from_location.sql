{% macro city_from_location(x) -%}
    case
        -- "Texas, United States": what stands before the country alone is the state.
        when {{ is_united_states(last_element(x, "','")) }} and split_part({{ x }}, ',', 3) = ''
            then null
        else {{ blank_to_null("split_part(" ~ x ~ ", ',', 1)") }}
    end
{%- endmacro %}
