{#- Every kind of dash becomes a tilde, thousand a k and million an m. The text is short, because it stands in the
    SQL twenty times. -#}
{% macro money_range(x, end) -%}
    {%- if end not in ['low', 'high'] -%}
        {{ exceptions.raise_compiler_error("money_range: the end must be low or high; got " ~ end) }}
    {%- endif -%}
    {%- set text = "translate(replace(lower(" ~ x ~ "), 'thousand', 'k'), '-–—‐‑−$,', '~~~~~~')" -%}
    {%- set text = regex_replace_all(text, "' *(?:us dollars|dollars|usd|illion) *| +'", "' '") -%}
    {%- set text = "trim(both ' ' from " ~ text ~ ")" -%}
    {#- No more digits than fit the type in millions. -#}
    {%- set digits = "[0-9]{1,10}(?:[.][0-9]{1,9})?" -%}
    {%- set amount = digits ~ "(?: ?[km])?" -%}
    {%- set from_words = "(?:(?:over|above|more than|greater than|exceeding|in excess of|at least|from|minimum"
        ~ "|starting at|>=?|≥) ?)" -%}
    {%- set up_words = "(?: ?[+]| ?(?:and|or) (?:over|above|more|up|greater|higher)| ?plus)" -%}
    {%- set to_words = "(?:(?:under|below|less than|up to|at most|not more than|no more than|maximum"
        ~ "|<=?|≤) ?)" -%}
    {%- set down_words = "(?: (?:and|or) (?:under|below|less|lower))" -%}
    {%- set both = "^(?:between |from )?" ~ amount ~ " ?(?:~|to|and|through) ?" ~ amount ~ "$" -%}
    {%- set at_least = "^(?:" ~ from_words ~ amount ~ up_words ~ "?|" ~ amount ~ up_words ~ ")$" -%}
    {%- set at_most = "^(?:" ~ to_words ~ amount ~ "|" ~ amount ~ down_words ~ ")$" -%}
    {%- set numbers = [] -%}
    {%- for part in [
        regex_first(text, "'" ~ amount ~ "'"), regex_first(text, "'" ~ amount ~ "$'")
    ] -%}
        {%- do numbers.append(
            try_cast(regex_first(part, "'" ~ digits ~ "'"), 'numeric(18, 2)')
            ~ " * case right(" ~ part ~ ", 1) when 'k' then 1000 when 'm' then 1000000"
            ~ " else 1 end"
        ) -%}
    {%- endfor -%}
    cast(
        case
            when {{ regex_like(text, "'^" ~ amount ~ "$'") }} then {{ numbers[0] }}
            when {{ regex_like(text, "'" ~ both ~ "'") }}
                then {{ 'least' if end == 'low' else 'greatest' }}({{ numbers[0] }}, {{ numbers[1] }})
            when {{ regex_like(text, "'" ~ at_least ~ "'") }}
                then {{ numbers[0] if end == 'low' else 'null' }}
            when {{ regex_like(text, "'" ~ at_most ~ "'") }}
                then {{ '0' if end == 'low' else numbers[0] }}
        end as numeric(18, 2)
    )
{%- endmacro %}
