{% macro reasons(system, table) -%}
    {%- set conditions = {} -%}
    {%- for code, rule in declared_table(system, table).get('reasons', {}).items() -%}
        {%- if 'missing' in rule -%}
            {%- do conditions.update({code: rule.missing ~ ' is null'}) -%}
        {%- elif 'where' in rule -%}
            {%- do conditions.update({code: rule.where}) -%}
        {%- elif 'unlike' in rule -%}
            {%- set pattern = "'" ~ rule.pattern | replace("'", "''") ~ "'" -%}
            {%- do conditions.update({
                code: 'not coalesce(' ~ regex_like(rule.unlike, pattern) ~ ', false)'
            }) -%}
        {%- else -%}
            {%- set model, name = rule.of.split('.') -%}
            {%- set columns = rule.unknown or rule.unlisted -%}
            {%- set tests = [] -%}
            {%- for column in ([columns] if columns is string else columns) -%}
                {%- do tests.append(
                    (column ~ ' is not null and ' if rule.optional else '') ~ 'not '
                    ~ (is_known(column, ref(model), name) if rule.unknown
                       else is_listed(column, ref(model), name))
                ) -%}
            {%- endfor -%}
            {%- do conditions.update({code: tests | join(' or ')}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(conditions) -}}
{%- endmacro %}
