{% macro web_host(x) -%}
    {#- The scheme may be doubled (https://http://): a common paste. What stands before the last @
        is a user, of a website as of an e-mail address. -#}
    {%- set scheme = "(?:https?:/*|[a-z][a-z0-9+.-]*:/+|/+)*" -%}
    {%- set prefix = "'^" ~ scheme ~ "(?:[^/?#]*@)?(?:www[0-9]?[.])?'" -%}
    {%- set rest = "regexp_replace(" ~ lower_ascii(blank_to_null(x)) ~ ", " ~ prefix ~ ", '')" -%}
    nullif(trim(trailing '.' from {{ regex_first(rest, "'^[^/?#:]+'") }}), '')
{%- endmacro %}
