{% macro wilson_bound(part, total, side) -%}
    {#- side is -1 for the lower bound and 1 for the upper one; z is that of 95 %. -#}
    {%- set n = 'cast(' ~ total ~ ' as double precision)' -%}
    {%- set k = 'cast(' ~ part ~ ' as double precision)' -%}
    {%- set z = 'cast(1.959964 as double precision)' -%}
    {{- rounded(
        '(' ~ k ~ ' + ' ~ z ~ ' * ' ~ z ~ ' / 2 + ' ~ side ~ ' * ' ~ z ~ ' * sqrt('
        ~ k ~ ' * (' ~ n ~ ' - ' ~ k ~ ') / ' ~ n ~ ' + ' ~ z ~ ' * ' ~ z ~ ' / 4)) / ('
        ~ n ~ ' + ' ~ z ~ ' * ' ~ z ~ ')',
        5,
        4
    ) -}}
{%- endmacro %}
