{% test is_listed(model, column_name, list_name) %}
{#- Every value is in the list of seed contract_values. -#}
select {{ column_name }}
from {{ model }}
where
    {{ column_name }} is not null
    and {{ column_name }} not in (
        select value
        from {{ ref('contract_values') }}
        where list_name = '{{ list_name }}'
    )
{% endtest %}
