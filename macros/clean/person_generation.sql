{#- Junior and Senior are names as well: only behind two others. -#}
{% macro person_generation(name) -%}
    {%- set found = regex_first(
        lower_ascii(name),
        "'[ ,]+(?:jr|sr|ii|iii|iv|2nd|3rd|4th)[.]? *(?:,|$)|^[^ ,]+[ ,]+[^ ,]+.*[ ,](?:junior|senior)$'"
    ) -%}
    case {{ regex_first("trim(both ' ' from translate(" ~ found ~ ", '.,', '  '))", "'[a-z0-9]+$'") }}
        {%- for written, shown in {
            'jr': 'Jr', 'junior': 'Jr', 'sr': 'Sr', 'senior': 'Sr', 'ii': 'II', '2nd': 'II',
            'iii': 'III', '3rd': 'III', 'iv': 'IV', '4th': 'IV'
        }.items() %}
        when '{{ written }}' then '{{ shown }}'
        {%- endfor %}
    end
{%- endmacro %}
