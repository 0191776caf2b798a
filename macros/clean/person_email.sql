{#- Before and behind an address stands the end of the text or a sign that no address has: what is left
    of a broken one (john..smith@) must not be taken for one. -#}
{% macro person_email(x) -%}
    {%- set apart = "] ,;:<>()\"|/?=&[" -%}
    {%- set steps = [
        ["^[ '']+|[ '']+$", ""],
        [" ?[[(] ?at ?[])] ?", "@"],
        [" ?[[(] ?dot ?[])] ?", "."],
        [" *@ *(?:www[.])?", "@"],
        ["(@[a-z0-9.-]+) ?[.] ?([a-z][a-z]+)", "\\1.\\2"],
        ["(^|[" ~ apart ~ "])(?:undefined|null|none|n/a)@[^ ,;>]*", "\\1"],
    ] -%}
    {%- set text = namespace(sql=lower_ascii(clean_text(x))) -%}
    {%- for pattern, meant in steps -%}
        {%- set text.sql = regex_replace_all(text.sql, "'" ~ pattern ~ "'", "'" ~ meant ~ "'") -%}
    {%- endfor -%}
    {%- set local = "[a-z0-9_%+''-]+(?:[.][a-z0-9_%+''-]+)*" -%}
    {%- set domain = "(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?[.])+[a-z][a-z]+" -%}
    {%- set found = regex_first(
        text.sql, "'(?:^|[" ~ apart ~ "])" ~ local ~ "@" ~ domain ~ "[.]*(?:$|[" ~ apart ~ "])'"
    ) -%}
    {%- set ends = "[" ~ apart ~ "]" -%}
    {{ regex_replace_all(found, "'^" ~ ends ~ "+|[] ." ~ apart[2:] ~ "]+$'", "''") }}
{%- endmacro %}
