{#- No form said is no form contradicted; of the forms that a sponsor had over the years one may agree. -#}
{% macro legal_form_differs(company_form, sponsor_forms) -%}
    coalesce(position({{ company_form }} in {{ sponsor_forms }}) = 0, false)
{%- endmacro %}
