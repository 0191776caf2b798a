{#- Each step stands once in the SQL, around the one before. -#}
{% macro typed_size(x) -%}
    {%- set about = "(?:~|≈|about|approximately|approx[.]?|around|roughly|circa|ca?[.]|est[.]|estimated|between) *" -%}
    {%- set unit = "(?:full[ -]?time )?(?:employees?|emps?[.]?|people|staff|workers?|associates|ftes?|team members)" -%}
    {%- set steps = [
        (" *[‐‑–—−] *", "-"),
        ("^" ~ about ~ "| *[(]?est(?:[.]|imated)?[)]?$", ""),
        (" *[(]?" ~ unit ~ "[)]?$", ""),
        ("[.]([0-9]) *k", "\\1" ~ "00"),
        ("([0-9]) *k", "\\1" ~ "000"),
        ("[.]([0-9]) *m", "\\1" ~ "00000"),
        ("([0-9]) *m", "\\1" ~ "000000"),
        ("([0-9]) *(?:to|and|through|thru) *([0-9])", "\\1-\\2"),
        ("([0-9]) *(?:plus|(?:or|and) (?:more|over|up|above))$", "\\1+"),
        ("^(?:>=?|more than|over|above|at least) *([0-9,]+)$", "\\1+"),
        ("^(?:<=?|less than|fewer than|under|up to) *([0-9,]+)$", "0-\\1"),
    ] -%}
    {%- set text = namespace(
        sql=lower_ascii("replace(replace(" ~ cell_text(x) ~ ", '≥', '>'), '≤', '<')")
    ) -%}
    {%- for pattern, replacement in steps -%}
        {%- set text.sql = regex_replace_all(text.sql, "'" ~ pattern ~ "'", "'" ~ replacement ~ "'") -%}
    {%- endfor -%}
    {{- return(text.sql) -}}
{%- endmacro %}
