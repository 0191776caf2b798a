{% macro delete_changed_sponsors(versions) -%}
    {%- if is_incremental() -%}
        delete from {{ this }}
        where not exists (
            select 1
            from {{ versions }} as versions
            where
                versions.sponsor_dfe_ein = {{ this }}.sponsor_dfe_ein
                and versions.sponsor_version = {{ this }}.sponsor_version
        )
    {%- endif -%}
{%- endmacro %}
