{% macro unordered_pair(x, y) -%}
    case
        when {{ collate_c(x) }} <= {{ collate_c(y) }} then {{ x }} || '|' || {{ y }}
        else {{ y }} || '|' || {{ x }}
    end
{%- endmacro %}
