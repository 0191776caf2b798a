{#- What people write around a name is no part of it: "Robert (Bob) Smith, CPA - CFO". Short credentials
    that are names as well (Ma, Do) go only behind a comma, and only where two words are left. -#}
{% macro person_name_text(x) -%}
    {%- set quotes = "translate(" ~ clean_text(x) ~ ", '‘’ʼ`´“”„«»', '''''''''''\"\"\"\"\"')" -%}
    {%- set emoji = "[®©™\u200d\u2190-\u2bff\ufe00-\ufe0f\ufffd\U0001f000-\U0001faff\U000e0000-\U000e007f]" -%}
    {%- set aside = "[(][^()]*[)]?|\\[[^]]*\\]?|[{][^{}]*[}]?|<[^<>]*>?|\"[^\"]*\"?|(?:^| )''[^'' ]+''(?: |$)" -%}
    {%- set without = regex_replace_all(quotes, "'" ~ emoji ~ "|" ~ aside ~ "'", "' '") -%}
    {%- set single = regex_replace_all(without, "'[ _]+'", "' '") -%}
    {%- set pronouns = "[ ,]+(?:she|he|they)/[a-z/]+" -%}
    {%- set head = regex_replace_all(single, "'(?i) *[|•·●;].*$|" ~ pronouns ~ "'", "''") -%}
    {#- A dash behind two words begins something else; behind one it is a hyphen with blanks around it. -#}
    {%- set name = regex_replace_all(head, "'^([^ ]+ [^-–—]*[^-–— ]) +[-–—] .*$'", "'\\1'") -%}
    {%- set hyphened = regex_replace_all(name, "' ?[‐‑–—] ?| - '", "'-'") -%}
    {%- set safe = [] -%}
    {%- for word in var('person_name_credentials') -%}
        {%- do safe.append(word | replace('-', '[-]') if '-' in word else word | list | join('[.]?') | replace(' [.]?', ' ?')) -%}
    {%- endfor -%}
    {#- Behind two words and a comma blanks between the letters (P. E.) make no name of them. -#}
    {%- set behind_comma = [] -%}
    {%- for word in var('person_name_credentials_behind_comma') + var('person_name_credentials') -%}
        {%- do behind_comma.append(
            word | replace('-', '[-]') if '-' in word else word | replace(' ', '') | list | join('[.]? ?')
        ) -%}
    {%- endfor -%}
    {#- Behind a single word they are initials: Smith, J.D. -#}
    {%- set parted = regex_replace_first(
        hyphened, "'^([^ ,]+, *[A-Za-z][.])([A-Za-z][.]?)$'", "'\\1\x1d\\2'"
    ) -%}
    {%- set bare = regex_replace_all(
        parted, "'(?i)(?:[ ,]+(?:" ~ safe | join('|') ~ ")[.]?)+ *(,|$)'", "'\\1'"
    ) -%}
    {%- set bare = regex_replace_all(
        bare,
        "'(?i)^([^ ,]+ [^,]+)(?:,[ ]*(?:" ~ behind_comma | join('|') ~ ")[.]?)+ *(,|$)'",
        "'\\1\\2'"
    ) -%}
    nullif(trim(both ' ' from {{ regex_replace_all(
        "replace(" ~ bare ~ ", '\x1d', '')", "'^[ ,;:.*_-]+|[ ,;:*_-]+$'", "''"
    ) }}), '')
{%- endmacro %}
