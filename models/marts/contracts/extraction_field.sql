{{
    config(
        post_hook="{{ create_table_function(
            api.Relation.create(schema=this.schema, identifier='calculate_extraction_accuracy'),
            {'p_extraction_id': 'uuid'},
            {
                'field_name': 'text',
                'was_corrected': 'boolean',
                'original_value': 'text',
                'corrected_value': 'text',
            },
            'select field.field_name, field.was_corrected, field.original_value,'
            ~ ' field.corrected_value from ' ~ this.include(database=false)
            ~ ' as field where field.extraction_id = p_extraction_id order by field.field_name'
        ) }}"
    )
}}
{#- field -> the column with how sure the model was of it -#}
{%- set fields = {
    'gap_insurance_premium': 'gap_premium_confidence',
    'refund_calculation_method': 'refund_method_confidence',
    'cancellation_fee': 'cancellation_fee_confidence',
} %}

with

extractions as (
    select * from {{ ref('extractions') }}
),

corrections as (
    select * from {{ ref('corrections') }}
),

fields as (
    {% for field, confidence in fields.items() -%}
    select
        extraction_id,
        contract_id,
        '{{ field }}' as field_name,
        cast({{ field }} as text) as original_value,
        {{ confidence }} as confidence,
        llm_provider,
        llm_model_version,
        status,
        extracted_at
    from extractions
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

ranked_corrections as (
    select
        extraction_id,
        field_name,
        corrected_value,
        count(*) over (partition by extraction_id, field_name) as correction_count,
        row_number() over (
            partition by extraction_id, field_name
            order by
                corrected_at desc nulls last,
                {{ collate_c('cast(correction_id as text)') }} asc
        ) as recency
    from corrections
),

latest_corrections as (
    select * from ranked_corrections
    where recency = 1
),

final as (
    select
        cast(fields.extraction_id as uuid) as extraction_id,
        cast(fields.field_name as text) as field_name,
        cast(fields.contract_id as text) as contract_id,
        cast(fields.original_value as text) as original_value,
        cast(fields.original_value is not null as boolean) as has_value,
        cast(fields.confidence as numeric(5, 2)) as confidence,
        cast(latest_corrections.extraction_id is not null as boolean) as was_corrected,
        cast(latest_corrections.corrected_value as text) as corrected_value,
        cast(coalesce(latest_corrections.correction_count, 0) as integer) as correction_count,
        cast(
            latest_corrections.extraction_id is not null
            or fields.status in ('approved', 'rejected') as boolean
        ) as is_reviewed,
        cast(fields.llm_provider as text) as llm_provider,
        cast(fields.llm_model_version as text) as llm_model_version,
        cast(fields.status as text) as status,
        cast(fields.extracted_at as timestamp) as extracted_at,
        cast(date_trunc('month', fields.extracted_at) as date) as extraction_month
    from fields
    left join latest_corrections
        on
            fields.extraction_id = latest_corrections.extraction_id
            and fields.field_name = latest_corrections.field_name
)

select * from final
