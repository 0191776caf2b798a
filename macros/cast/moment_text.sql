{#- Each step stands once in the SQL, around the one before: Postgres would evaluate a second mention
    anew. Backreferences have one digit: \10 is the first group and a zero. -#}
{% macro moment_text(x) -%}
    {%- set month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)" -%}
    {%- set rest_of_month = "(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?[.]?" -%}
    {%- set day = "([0-9]{4}-[0-9]{2}-[0-9]{2})" -%}
    {%- set named = [
        ('^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]* +', ''),
        ('(^|[^a-z])' ~ month ~ rest_of_month ~ '([^a-z]|$)', '\\1m\\2\\3'),
    ] -%}
    {%- set ordered = [
        ('^([0-9]{1,2})(?:st|nd|rd|th)?[ ,-]*m([0-9]{2})[ ,-]*([0-9]{4}|[0-9]{2})', '\\2/\\1/\\3'),
        ('^m([0-9]{2})[ -]*([0-9]{1,2})(?:st|nd|rd|th)?[ ,-]+([0-9]{4})', '\\1/\\2/\\3'),
        ('^([0-9]{1,2}/[0-9]{1,2})/([0-2][0-9])([^0-9]|$)', '\\1/20\\2\\3'),
        ('^([0-9]{1,2}/[0-9]{1,2})/([3-9][0-9])([^0-9]|$)', '\\1/19\\2\\3'),
        ('^([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})', '\\3-\\1-\\2'),
        ('^([0-9]{4})([0-9]{2})([0-9]{2})([^0-9]|$)', '\\1-\\2-\\3\\4'),
        ('^([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})', '\\1-\\2-\\3'),
        ('^([0-9]{4}-)([0-9]-)', '\\10\\2'),
        ('^([0-9]{4}-[0-9]{2}-)([0-9])([^0-9]|$)', '\\10\\2\\3'),
        ('^' ~ day ~ '[t ,]+([0-9]:)', '\\1 0\\2'),
        ('^' ~ day ~ '[t ,]+([0-9]{2}:[0-9:.]*[0-9]) *(([ap])[.]?m[.]?)?$', '\\1 \\4\\2'),
    ] -%}
    {%- set text = namespace(sql=lower_ascii(cell_text(x))) -%}
    {%- for pattern, replacement in named -%}
        {%- set text.sql = regex_replace_first(text.sql, "'" ~ pattern ~ "'", "'" ~ replacement ~ "'") -%}
    {%- endfor -%}
    {%- for name in month[1:-1].split('|') -%}
        {%- set text.sql = "replace(" ~ text.sql ~ ", 'm" ~ name ~ "', 'm" ~ '%02d' % loop.index ~ "')" -%}
    {%- endfor -%}
    {%- for pattern, replacement in ordered -%}
        {%- set text.sql = regex_replace_first(text.sql, "'" ~ pattern ~ "'", "'" ~ replacement ~ "'") -%}
    {%- endfor -%}
    {#- Hours after noon, and the twelve before one. -#}
    {%- for hour in range(1, 12) -%}
        {%- set text.sql = "replace(" ~ text.sql ~ ", 'p" ~ '%02d' % hour ~ "', '" ~ (hour + 12) ~ "')" -%}
    {%- endfor -%}
    {%- set noon = "replace(replace(" ~ text.sql ~ ", 'p12', '12'), 'a12', '00')" -%}
    {#- Years as plausible dates have them, times as clocks show them. -#}
    {%- set year = "(?:1[6-9][0-9]{2}|2[01][0-9]{2}|2200)" -%}
    {%- set time = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,6})?)?" -%}
    {{- regex_first(
        "replace(" ~ noon ~ ", ' a', ' ')",
        "'^" ~ year ~ "-[0-9]{2}-[0-9]{2}(?: " ~ time ~ ")?$'"
    ) -}}
{%- endmacro %}
