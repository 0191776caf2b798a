{% macro cleanup_expired_sessions(dry_run=true) -%}
    {#- On Postgres the system's own table is compared in its own type, a time with a zone. -#}
    {%- do run_query("set TimeZone = 'UTC'") -%}
    {%- if not dry_run and as_of_text() > run_started_at.strftime('%Y-%m-%d %H:%M:%S') -%}
        {{- exceptions.raise_compiler_error(
            'as_of is ' ~ as_of_text() ~ ', which lies ahead: sessions that are in use would be'
            ~ ' deleted; leave HUBSPOKE_AS_OF and the var as_of unset'
        ) -}}
    {%- endif -%}
    {%- set own_schema = system_schema('contracts') -%}
    {%- set schema_name = own_schema or graph.nodes['model.hubspoke.contracts_sessions'].schema -%}
    {%- set sessions = adapter.get_relation(target.database, schema_name, 'sessions') -%}
    {%- if not sessions -%}
        {{- exceptions.raise_compiler_error(
            'there is no table ' ~ schema_name ~ '.sessions: '
            ~ ('see var source_schemas' if own_schema else 'run dbt build first')
        ) -}}
    {%- endif -%}
    {%- set is_expired = session_expiry() ~ ' is not null' -%}
    {%- if dry_run -%}
        {%- set row_count = run_query(
            'select count(*) from ' ~ sessions ~ ' where ' ~ is_expired
        ).rows[0][0] -%}
        {%- do log(
            schema_name ~ '.sessions: ' ~ row_count ~ ' expired sessions would be deleted'
            ~ " (delete them: --args '{dry_run: false}')", info=true
        ) -%}
    {%- else -%}
        {%- set row_count = delete_counted(sessions, is_expired) -%}
        {#- dbt rolls back what an operation leaves uncommitted. -#}
        {%- do adapter.commit() -%}
        {%- do log(
            schema_name ~ '.sessions: ' ~ row_count ~ ' expired sessions deleted'
            ~ ('' if own_schema else ' from the copy; the next build brings them back from the raw files'),
            info=true
        ) -%}
    {%- endif -%}
    {{- return(row_count) -}}
{%- endmacro %}
