{% macro delete_rows_judged_otherwise(judgements) -%}
    {#- judgements: list of [flag, measure, amount], or with two more, a measure of the amount per
        something and that. Limits that change do so for old rows too. -#}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where
        {%- for judgement in judgements %}
            {{ 'or ' if not loop.first }}{{ judgement[0] }} <> (
                {{ amount_is_implausible(judgement[1], judgement[2]) }}
                {%- if judgement | length > 3 %}
                or {{ amount_is_implausible(judgement[3], judgement[2], judgement[4]) }}
                {%- endif %}
            )
        {%- endfor %}
    {%- endif -%}
{%- endmacro %}
