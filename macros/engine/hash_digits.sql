{% macro hash_digits(x, digits=15) -%}
    {%- if digits < 1 or digits > 17 -%}
        {{ exceptions.raise_compiler_error(
            "hash_digits: digits must be 1 to 17, because the hash behind them has 60 bits; got "
            ~ digits
        ) }}
    {%- endif -%}
    lpad(
        cast({{ hash_bigint(x) }} % {{ 10 ** digits }} as text), {{ digits }}, '0'
    )
{%- endmacro %}
