{% macro changed_sponsors() -%}
    select
        int_dol__sponsor_versions.sponsor_dfe_ein,
        int_dol__sponsor_versions.sponsor_version
    from int_dol__sponsor_versions
    {%- if is_incremental() %}
    where
        int_dol__sponsor_versions.sponsor_dfe_ein in (
            select versions.sponsor_dfe_ein
            from int_dol__sponsor_versions as versions

            except

            select present.sponsor_dfe_ein
            from {{ this }} as present
        )
    {%- endif %}
{%- endmacro %}
