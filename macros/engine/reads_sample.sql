{% macro reads_sample() -%}
    {{ return(adapter.dispatch('reads_sample', 'hubspoke')()) }}
{%- endmacro %}

{#- Of what was loaded, or lies in a system's own tables, this run cannot know. -#}
{% macro default__reads_sample() -%}
    {{ return(false) }}
{%- endmacro %}

{% macro duckdb__reads_sample() -%}
    {{ return(env_var('HUBSPOKE_RAW_DIR', '') in ('', 'sample')) }}
{%- endmacro %}
