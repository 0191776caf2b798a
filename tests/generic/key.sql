{% test key(model, column_name) %}
{#- The column is unique and never NULL: dbt's own two tests in one pass over the table. -#}
select
    {{ column_name }},
    count(*) as row_count
from {{ model }}
group by {{ column_name }}
having count(*) > 1 or {{ column_name }} is null
{% endtest %}
