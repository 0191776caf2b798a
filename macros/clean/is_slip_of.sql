{% macro is_slip_of(x, y, digits=9) -%}
    {%- set differing = [] -%}
    {%- set turned = [] -%}
    {%- for place in range(1, digits + 1) -%}
        {%- do differing.append(
            "case when substr(" ~ x ~ ", " ~ place ~ ", 1) <> substr(" ~ y ~ ", " ~ place
            ~ ", 1) then 1 else 0 end"
        ) -%}
        {%- if place < digits -%}
            {%- do turned.append(
                "left(" ~ x ~ ", " ~ (place - 1) ~ ") || substr(" ~ x ~ ", " ~ (place + 1) ~ ", 1)"
                ~ " || substr(" ~ x ~ ", " ~ place ~ ", 1) || substr(" ~ x ~ ", " ~ (place + 2) ~ ")"
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    (
        {{ x }} <> {{ y }}
        and length({{ x }}) = {{ digits }}
        and length({{ y }}) = {{ digits }}
        and (
            {{ differing | join(' + ') }} = 1
            or {{ y }} in (
                {{ turned | join(',\n                ') }}
            )
        )
    )
{%- endmacro %}
