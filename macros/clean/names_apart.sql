{#- A second name has a field of its own, but one filing in a hundred and fifty writes "Acme LLC DBA
    Zenith" into the first, and company lists do the same. A bare AKA may be a name's first word. -#}
{% macro names_apart(x) -%}
    {%- set care_of = "'(^|[ ,(])c ?/ ?o([ .:]|$).*$'" -%}
    {%- set known_as = "(?:formerly|previously|now|also) known as|formerly" -%}
    {%- set anywhere = "d[./ ]?b[./ ]?a[./]?|f[./ ]?k[./ ]?a[./]?|t/a|doing business as|trading as|"
        ~ known_as -%}
    {%- set inside = "[an][./ ]?k[./ ]?a[./]?" -%}
    {%- set marker = "'(?:(?:^|[ ,(/;-])(?:" ~ anywhere ~ ")|[ ,(/;-](?:" ~ inside
        ~ "))(?:[ ,):;/-]+|$)'" -%}
    {{ regex_replace_all(
        "regexp_replace(" ~ lower_ascii(x) ~ ", " ~ care_of ~ ", '')",
        marker,
        'chr(31)'
    ) }}
{%- endmacro %}
