{% macro company_attributes() -%}
    {#- Attributes that survive each by itself. The address survives as one (a street of one source
        with the city of another is nobody's address), and so do website and domain. -#}
    {{- return([
        'company_name', 'industry', 'employee_count', 'company_phone', 'linkedin_url',
        'facebook_url', 'twitter_url', 'sic_codes', 'founded_year', 'keywords', 'description',
        'ein', 'import_batch_id', 'validated_at', 'validated_by'
    ]) -}}
{%- endmacro %}
