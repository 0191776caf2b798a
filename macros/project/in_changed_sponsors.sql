{% macro in_changed_sponsors() -%}
    {%- if not is_incremental() -%}
        true
    {%- else -%}
        sponsor_dfe_ein in (
            select versions.sponsor_dfe_ein
            from int_dol__sponsor_versions as versions

            except

            select present.sponsor_dfe_ein
            from {{ this }} as present
        )
    {%- endif -%}
{%- endmacro %}
