{% macro snapshot_moment() -%}
    {#- Normally as_of. A second run for the same moment, or for an earlier hour of the same day,
        goes right behind what is on record: two versions of one moment would share a key. -#}
    {%- set moment = as_of_text() -%}
    {%- set newest = newest_version(this) if execute and load_relation(this) else none -%}
    {%- if newest and newest >= moment -%}
        cast('{{ newest }}' as timestamp) + interval '1 second'
    {%- else -%}
        {{ as_of_timestamp() }}
    {%- endif -%}
{%- endmacro %}
