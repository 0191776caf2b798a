{% macro is_company_id(x) -%}
    {#- Both families of company ids: the documents' 04.04.02.04.30000.NNN, and the live data's
        04.04.01.NN.NNNNN.NNN. -#}
    {{ regex_like(
        x, "'^04[.]04[.](02[.]04[.]30000[.][0-9]{3,20}|01[.][0-9]{2}[.][0-9]{5}[.][0-9]{3,20})$'"
    ) }}
{%- endmacro %}
