{% macro delete_rows_judged_otherwise(judgements) -%}
    {#- judgements: list of [flag, measure, amount]. Limits that change do so for old rows too. -#}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where
        {%- for flag, measure, amount in judgements %}
            {{ 'or ' if not loop.first }}{{ flag }} <> {{ amount_is_implausible(measure, amount) }}
        {%- endfor %}
    {%- endif -%}
{%- endmacro %}
