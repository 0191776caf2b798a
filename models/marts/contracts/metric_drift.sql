{%- set figures = {
    'total_extractions': 'integer',
    'successful_extractions': 'integer',
    'failed_extractions': 'integer',
    'avg_processing_time_ms': 'integer',
    'avg_confidence_score': 'numeric(5, 2)',
    'total_cost_usd': 'numeric(10, 2)',
} %}
{%- set differences = [] %}
{%- for figure in figures %}
    {%- do differences.append(
        'stored.' ~ figure ~ ' is distinct from rebuilt.' ~ figure
    ) %}
{%- endfor %}

with

extraction_metrics as (
    select * from {{ ref('extraction_metrics') }}
),

stored as (
    {{ promoted_rows('contracts', 'extraction_metrics') }}
),

final as (
    select
        cast(coalesce(stored.date, rebuilt.date) as date) as date,
        cast(coalesce(stored.llm_provider, rebuilt.llm_provider) as text) as llm_provider,
        cast(
            case
                when stored.raw_row_id is null then 'not_stored'
                when rebuilt.date is null then 'not_rebuilt'
                when {{ differences | join(' or ') }} then 'differs'
                else 'matches'
            end as text
        ) as drift_status,
        {% for figure, type in figures.items() -%}
        cast(stored.{{ figure }} as {{ type }}) as stored_{{ figure }},
        cast(rebuilt.{{ figure }} as {{ type }}) as rebuilt_{{ figure }},
        cast(stored.{{ figure }} - rebuilt.{{ figure }} as {{ type }})
            as {{ figure }}_difference,
        {% endfor -%}
        cast(stored.created_at as timestamp) as stored_at,
        cast(stored.source_file as text) as source_file,
        cast(stored.raw_row_id as text) as raw_row_id
    from stored
    full join extraction_metrics as rebuilt
        on
            stored.date = rebuilt.date
            and stored.llm_provider = rebuilt.llm_provider
)

select * from final
