{#- Both families of person ids: the documents' 04.04.02.04.20000.NNN, and the live data's
    04.04.02.NN.NNNNN.NNN, in which the documents' blocks of other things are no person's. -#}
{% macro is_person_id(x) -%}
    (
        {{ regex_like(x, "'^04[.]04[.]02[.][0-9]{2}[.][0-9]{5}[.][0-9]{3,20}$'") }}
        and not {{ regex_like(x, "'^04[.]04[.]02[.]04[.][13-9]0000[.]'") }}
    )
{%- endmacro %}
