{#- A last name begins with its particles (van der Berg); of a name without a comma it is the last word
    otherwise. A record separator marks a name that is in order already. (?i) is read alike by both
    engines, where lower() would not be. -#}
{% macro person_name_order(name) -%}
    {%- set generation = "'(?i)[ ,]+(?:jr|sr|ii|iii|iv|2nd|3rd|4th)[.]? *(,|$)'" -%}
    {%- set young = regex_replace_all(name, generation, "'\\1'") -%}
    {%- set young = regex_replace_first(
        young, "'(?i)^([^ ,]+[ ,]+[^ ,]+.*)[ ,](?:junior|senior)$'", "'\\1'"
    ) -%}
    {%- set prefixes = "(?:(?:" ~ var('person_name_prefixes') | join('|') ~ ")(?:[.] ?| ))+" -%}
    {%- set bare = regex_replace_all(young, "'(?i)(^|, ?)" ~ prefixes ~ "'", "'\\1'") -%}
    {%- set turned = regex_replace_first(bare, "'^([^,]+), *([^,]*).*$'", "'\\2\x1f\\1\x1e'") -%}
    {%- set particles = "(?:(?:"
        ~ (var('person_name_particles') + var('person_name_beginnings')) | join('|') ~ ") )+" -%}
    {%- set parted = regex_replace_first(
        turned, "'(?i) (" ~ particles ~ "[^ \x1e\x1f]+)$'", "'\x1f\\1\x1e'"
    ) -%}
    {%- set parted = regex_replace_first(parted, "' ([^ \x1e\x1f]+)$'", "'\x1f\\1'") -%}
    {{ "replace(" ~ parted ~ ", '\x1e', '')" }}
{%- endmacro %}
