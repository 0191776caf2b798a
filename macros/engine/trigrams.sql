{#- As pg_trgm cuts them: each word by itself, with two blanks before it and one behind. Words are
    apart by one space; three in its place pad both, and what ends in two blanks is of no word. -#}
{% macro trigrams(x) -%}
    {{ return(adapter.dispatch('trigrams', 'hubspoke')(x)) }}
{%- endmacro %}

{% macro duckdb__trigrams(x) -%}
    list_sort(list_distinct(list_filter(
        list_transform(
            generate_series(1, 3 * length({{ x }}) - 2 * length(replace({{ x }}, ' ', '')) + 1),
            lambda i: substr('  ' || replace({{ x }}, ' ', '   ') || ' ', i, 3)
        ),
        lambda trigram: right(trigram, 2) <> '  '
    )))
{%- endmacro %}

{% macro postgres__trigrams(x) -%}
    case
        when {{ x }} is not null then array(
            select distinct substr(padded, i, 3) collate "C" as trigram
            from (select '  ' || replace({{ x }}, ' ', '   ') || ' ' as padded) as texts
            cross join lateral generate_series(1, length(padded) - 2) as positions (i)
            where right(substr(padded, i, 3), 2) <> '  '
            order by trigram
        )
    end
{%- endmacro %}
