{% macro look_further(system, table) -%}
    {%- set source_table = system ~ '.' ~ table -%}
    {%- set promoted_to = declared_table(system, table).promoted_to -%}
    {#- Without the database, which has another name on each engine. -#}
    {%- if promoted_to.endswith('_promotion') -%}
        {%- set place = ref(promoted_to) -%}
        {{- return(
            "select source_file, source_record_id, "
            ~ ("full_name" if promoted_to == "person_promotion" else "company_name")
            ~ ", reason_codes from " ~ place.schema ~ '.' ~ place.identifier ~ " where source_table = '" ~ source_table
            ~ "' and outcome = 'quarantined'"
        ) -}}
    {%- endif -%}
    {%- set place = ref(system ~ '_quarantine') -%}
    {{- return(
        "select source_file, reason_codes, raw_record from " ~ place.schema ~ '.'
        ~ place.identifier ~ " where source_table = '" ~ source_table ~ "'"
    ) -}}
{%- endmacro %}
