{#- A day that cannot be the last of the plan year is a typing error. -#}
{% macro plan_year_end(first_day='form_plan_year_begin_date', last_day='form_tax_prd') -%}
    case
        when
            {{ last_day }} between {{ first_day }}
            and cast({{ first_day }} + interval '13 months' as date)
            then {{ last_day }}
        else cast({{ first_day }} + interval '1 year' as date) - 1
    end
{%- endmacro %}
