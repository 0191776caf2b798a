{% macro linkedin_person_url(x) -%}
    {%- set address = lower_ascii(blank_to_null(x)) -%}
    {%- set before = "split_part(" ~ address ~ ", 'linkedin.com/', 1)" -%}
    {%- set behind = "split_part(" ~ address ~ ", 'linkedin.com/', 2)" -%}
    {%- set page = "^/*(?:(?:[a-z][a-z](?:[-_][a-z][a-z])?|mwlite|m|comm)/)?in/+[^/?#&,;|<>()" ~ white_space() ~ "]+" -%}
    case
        -- A look-alike (notlinkedin.com) or an address inside another one is no page of LinkedIn's.
        when {{ regex_like(before, "'^[<(\"'']*(?:https?:)?/*(?:[a-z0-9-]+[.])?$'") }}
            then 'https://www.linkedin.com/in/' || {{ regex_first(
                regex_first(behind, "'" ~ page ~ "'"), "'[^/]+$'"
            ) }}
    end
{%- endmacro %}
