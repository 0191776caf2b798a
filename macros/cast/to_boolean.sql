{% macro to_boolean(x) -%}
    {%- set word = lower_ascii(blank_to_null(x)) -%}
    case
        -- Federal forms, with tens of boxes in every row, write 1, 0 and for "no" also 2.
        when {{ x }} = '1' then true
        when {{ x }} in ('0', '2') then false
        when {{ word }} in ('1', '1.0', 'true', 't', 'yes', 'y', 'x') then true
        when {{ word }} in ('0', '2', '0.0', '2.0', 'false', 'f', 'no', 'n') then false
    end
{%- endmacro %}
