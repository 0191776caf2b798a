{% macro person_attributes() -%}
    {#- Attributes that survive each by itself. A name survives as one, and so do where a person works,
        an e-mail address with its kind, a work phone with its extension, and a place. -#}
    {{- return([
        'personal_email', 'personal_phone_e164', 'linkedin_url', 'twitter_url', 'facebook_url',
        'bio', 'skills', 'education', 'certifications'
    ]) -}}
{%- endmacro %}
