{#- What is made of all tables must be made of each: a table that one of them forgets is counted,
    accounted for or shown nowhere, and nothing else would say so. -#}
{% macro tables_left_out() -%}
    {%- set missing = [] -%}
{%- set prefix = 'model.' ~ project_name ~ '.' -%}
{%- for source in (graph.sources.values() if execute else [])
    if source.schema == 'raw_' ~ source.source_name -%}
    {%- set system = source.source_name -%}
    {%- set staged = 'stg_' ~ system ~ '__' ~ source.name -%}
    {%- set readers = {staged: ['cast_failures']} -%}
    {%- set promoted_to = source.config.meta.promoted_to -%}
    {%- do readers.update({promoted_to: ['int_' ~ system ~ '__row_outcomes']}) -%}
    {%- if promoted_to.endswith('_promotion') -%}
        {%- do readers[promoted_to].append('quarantine_reasons') -%}
    {%- else -%}
        {%- do readers.update({
            system ~ '_quarantine': ['quarantine_reasons'],
            'int_' ~ system ~ '__' ~ source.name ~ '_set_aside': [
                'int_' ~ system ~ '__row_outcomes', system ~ '_quarantine'
            ],
        }) -%}
    {%- endif -%}
    {%- do readers.update({'int_' ~ system ~ '__row_outcomes': ['row_accounting']}) -%}
    {%- for name, models in readers.items() -%}
        {%- for reader in models
            if prefix ~ name not in graph.nodes.get(prefix ~ reader, {}).get('depends_on', {}).get('nodes', []) -%}
            {%- do missing.append(reader ~ ' does not read ' ~ name) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for reader in (staged, 'stg_' ~ system ~ '__row_counts')
        if source.unique_id not in graph.nodes.get(prefix ~ reader, {}).get('depends_on', {}).get('nodes', []) -%}
        {%- do missing.append(reader ~ ' does not read ' ~ system ~ '.' ~ source.name) -%}
    {%- endfor -%}
{%- endfor -%}

{%- for text in missing | unique %}
select '{{ text }}' as missing
{{ 'union all' if not loop.last }}
{%- else %}
select 'nothing' as missing
where false
{%- endfor %}
{%- endmacro %}
