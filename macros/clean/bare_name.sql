{#- What stands around a name and is no part of it. A parent often files "and Subsidiaries" along: that
    is still its own EIN; and of a university the trustees are the legal person. -#}
{% macro bare_name(x) -%}
    {%- set kinds = "affiliated|related|associated|participating|adopting|subsidiary|sister|controlled" -%}
    {%- set group = "'(?:(?:[ ,.]+and +|[ ,.]*& *|[ ,]+plus +)"
        ~ "(?:(?:its|all|their|other|certain|consolidated|wholly[- ]owned|domestic|" ~ kinds ~ ") +)*"
        ~ "(?:subsidiar[a-z]*|affiliat[a-z]*|subs|(?:" ~ kinds ~ ") +"
        ~ "(?:cos?|compan[a-z]*|entit[a-z]*|employers?|corps?|corporations?|organizations?|groups?|firms?))"
        ~ "(?:/(?:subsidiar|affiliat)[a-z]*)?[ .,)]*|[ ,]+et[.]? al[. ]*)+$'" -%}
    {%- set part_of = "'[ ,/(]+an? (?:wholly[- ]owned )?(?:division|subsidiary|affiliate|unit) of .*$'" -%}
    {%- set board = "(?:joint )?boards? of (?:trustees|directors|governors|regents|administration)" -%}
    {%- set before = "'^ *(?:the )?(?:" ~ board ~ "|trustees?|regents)(?: of| for|,| -) +(?:the +)?'" -%}
    {%- set behind = "'[ ,(-]+" ~ board ~ "[ .)]*$'" -%}
    {%- set name = namespace(sql=lower_ascii(x)) -%}
    {%- for pattern in [part_of, group, before, behind] -%}
        {%- set name.sql = "regexp_replace(" ~ name.sql ~ ", " ~ pattern ~ ", '')" -%}
    {%- endfor -%}
    {{ name.sql }}
{%- endmacro %}
