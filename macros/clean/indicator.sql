{#- A tick box stays the text it is filed as, because that is what queries against the published
    files compare with. Nothing is trimmed: a word that is used twice in a case costs DuckDB that
    word for every row, and filings have twenty boxes. -#}
{% macro indicator(x) -%}
    case
        when {{ x }} in ('1', 'X', 'x', 'Y', 'y', '1.0') then '1'
        when {{ x }} in ('0', '2', 'N', 'n', '0.0', '2.0') then '0'
    end
{%- endmacro %}
