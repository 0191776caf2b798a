with

int_company__clustered as (
    select * from {{ ref('int_company__clustered') }}
),

int_company__clusters as (
    select * from {{ ref('int_company__clusters') }}
),

company_id_registry as (
    select * from {{ ref('company_id_registry') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

source_priority as (
    select * from {{ ref('source_priority') }}
),

registered_since as (
    select
        company_unique_id,
        min(first_seen_at) as first_seen_at
    from company_id_registry
    group by company_unique_id
),

recorded as (
    select
        key_value as signature,
        company_unique_id,
        row_number() over (partition by key_value order by revision desc) as recency
    from company_id_registry
    where key_type = 'signature'
),

completeness as (
    select
        raw_row_id,
        0
        {%- for attribute in var('completeness_attributes') %}
        + case when {{ attribute }} is not null then 1 else 0 end
        {%- endfor %} as filled_count
    from int_company__cleaned
),

final as (
    select
        cast(int_company__clustered.raw_row_id as text) as raw_row_id,
        cast(recorded.company_unique_id as text) as company_unique_id,
        cast(int_company__clusters.founded_at as timestamp) as founded_at,
        cast(registered_since.first_seen_at as timestamp) as first_seen_at,
        cast(
            row_number() over (
                partition by recorded.company_unique_id
                order by
                    source_priority.priority asc nulls last,
                    int_company__cleaned.created_at desc nulls last,
                    completeness.filled_count desc,
                    int_company__clustered.raw_row_id asc
            ) as integer
        ) as survivor_rank
    from int_company__clustered
    inner join int_company__clusters
        on int_company__clustered.cluster_id = int_company__clusters.cluster_id
    inner join recorded
        on
            int_company__clusters.signature = recorded.signature
            and recorded.recency = 1
    inner join registered_since
        on recorded.company_unique_id = registered_since.company_unique_id
    inner join int_company__cleaned
        on int_company__clustered.raw_row_id = int_company__cleaned.raw_row_id
    inner join completeness
        on int_company__clustered.raw_row_id = completeness.raw_row_id
    left join source_priority
        on int_company__cleaned.source_system = source_priority.source_system
)

select * from final
