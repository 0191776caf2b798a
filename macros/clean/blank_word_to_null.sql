{#- The list is a var and no seed, because staging reads nothing but its source. Filings have fifty text
    columns a row, so what is cheap comes first: the length, then the words with nothing but spaces
    around them; other white space is only looked for where a character is beyond plain ones. lower()
    stands within the trim, so that it is another expression than the trim that reads the value, which
    DuckDB would work out for every row. No in (...): DuckDB makes a join of each, Postgres compares all. -#}
{% macro blank_word_to_null(x, value=none, of_names=false) -%}
    {%- set longest = var('blank_words') | map('length') | max + 8 -%}
    {%- set words = [] -%}
    {%- for word in var('blank_words') -%}
        {%- do words.append(modules.re.escape(word) | replace("'", "''")) -%}
    {%- endfor -%}
    {%- set pattern = "'^(?:" ~ words | join('|') ~ ")$'" -%}
    {#- With one capital it is how somebody is called: programs write NaN, NaT and null. -#}
    {%- set name_pattern = "'^(?:" ~ var('blank_words_that_are_names') | map('capitalize') | join('|') ~ ")$'" -%}
    case
        when
            length({{ x }}) <= {{ longest }}
            and {{ regex_like("lower(trim(both ' ' from " ~ x ~ "))", pattern) }}
            {%- if of_names %}
            and not {{ regex_like("trim(both ' ' from " ~ x ~ ")", name_pattern) }}
            {%- endif %}
            then null
        when
            length({{ x }}) <= {{ longest }}
            and {{ regex_like(x, "'[^ -~]'") }}
            and {{ regex_like(trim_characters("lower(" ~ x ~ ")", white_space()), pattern) }}
            {%- if of_names %}
            and not {{ regex_like(trim_characters(x, white_space()), name_pattern) }}
            {%- endif %}
            then null
        else {{ value or x }}
    end
{%- endmacro %}
