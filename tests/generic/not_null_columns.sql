{% test not_null_columns(model, columns) %}
{#- None of these columns is ever NULL. dbt's own test takes one column only. -#}
select {{ columns | join(', ') }}
from {{ model }}
where {{ columns | join(' is null or ') }} is null
{% endtest %}
