{% test unique_columns(model, columns) %}
{#- The combination of these columns is unique. dbt's own test takes one column only. -#}
select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
