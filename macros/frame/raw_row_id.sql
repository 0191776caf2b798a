{% macro raw_row_id(source_table, own_id, content_hash) -%}
    {#- The last part tells rows apart that agree in file and id: copies are interchangeable, so
        their order does not matter. -#}
    md5(concat_ws(
        '|',
        '{{ source_table }}',
        _source_file,
        coalesce({{ own_id }}, {{ content_hash }}),
        cast(row_number() over (
            partition by _source_file, coalesce({{ own_id }}, {{ content_hash }})
            order by {{ content_hash }}
        ) as text)
    ))
{%- endmacro %}
