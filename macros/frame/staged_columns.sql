{% macro staged_columns(system, table) -%}
    {#- One entry per column that is staged, in the order of the declaration: its name, the source's
        column, whether it is personal, how it is read, its type, and how its failures count. -#}
    {%- set declared = declared_table(system, table) -%}
    {%- set kinds = column_kinds() -%}
    {%- set demanded = declared.get('reasons', {}).values() | map(attribute='missing') | list -%}
    {%- set columns = [] -%}
    {%- for source_column, facts in declared.columns.items() if facts.kind != 'not_staged' -%}
        {%- set given = facts.kind or 'text' -%}
        {%- set parts = modules.re.match('^([a-z_]+)(?:[(]([0-9]+), ([0-9]+)[)])?$', given) -%}
        {%- if not parts or parts[1] not in kinds -%}
            {{- exceptions.raise_compiler_error(
                system ~ '.' ~ table ~ '.' ~ source_column ~ ': there is no kind ' ~ given
                ~ '; there are ' ~ kinds | join(', ') ~ ' (as numeric(18, 2)) and not_staged'
            ) -}}
        {%- endif -%}
        {%- set kind = kinds[parts[1]] -%}
        {%- set name = facts.staged_as or source_column -%}
        {%- set may_be_blank_word = (
            declared.blank_words
            and parts[1] in ('text', 'clean_text', 'person_name', 'code', 'phone', 'money_range', 'ein_text')
        ) -%}
        {%- set reads = [
            kind.read(source_column, parts[2], parts[3]) if parts[2] else kind.read(source_column)
        ] -%}
        {#- What is no text has to be read first: a word that stands for nothing is no value of it. -#}
        {%- if may_be_blank_word -%}
            {%- set reads = [
                blank_word_to_null(source_column, reads[0], parts[1] == 'person_name')
            ] -%}
        {%- endif -%}
        {#- What a cast reads is read in one step with its failures, where no payload is read yet. -#}
        {%- if facts.or_from and kind.fails -%}
            {{- exceptions.raise_compiler_error(
                system ~ '.' ~ table ~ '.' ~ source_column ~ ': or_from is for text, not for a '
                ~ given
            ) -}}
        {%- endif -%}
        {%- for payload, keys in (facts.or_from or {}).items() -%}
            {%- for key in keys -%}
                {%- for spelled in [key, key | upper] -%}
                    {%- set text = json_text(payload ~ '_value', spelled) -%}
                    {%- do reads.append(
                        blank_word_to_null(text, kind.read(text), parts[1] == 'person_name')
                        if may_be_blank_word
                        else kind.read(text)
                    ) -%}
                {%- endfor -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- do columns.append({
            'name': name,
            'source_column': source_column,
            'pii': facts.pii,
            'read': (
                'coalesce(' ~ reads | join(', ') ~ ')' if reads | length > 1 else reads[0]
            ),
            'type': given if parts[2] else kind.type,
            'fails': none if kind.fails == 'identifier' and name in demanded else kind.fails,
        }) -%}
    {%- endfor -%}
    {{- return(columns) -}}
{%- endmacro %}
