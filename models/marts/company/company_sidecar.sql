with

promoted as (
    {{ promoted_rows('ple', 'company_sidecar') }}
),

int_ple__company_ids as (
    select * from {{ ref('int_ple__company_ids') }}
),

company_master as (
    select * from {{ ref('company_master') }}
),

read as (
    select
        promoted.*,
        coalesce(int_ple__company_ids.company_unique_id, promoted.company_unique_id) as company_id,
        {{ ein('promoted.ein_number') }} as clean_ein
    from promoted
    left join int_ple__company_ids
        on promoted.company_unique_id = int_ple__company_ids.brought_id
),

-- Two entries are of one company when one of their ids gave way to the other.
ranked as (
    select
        read.*,
        company_master.ein as master_ein,
        row_number() over (
            partition by read.company_id
            order by
                read.updated_at desc nulls last,
                case when read.company_unique_id = read.company_id then 0 else 1 end asc,
                {{ collate_c('read.company_unique_id') }} asc
        ) as recency
    from read
    left join company_master
        on read.company_id = company_master.company_unique_id
),

final as (
    select
        cast(company_id as text) as company_unique_id,
        cast(company_unique_id as text) as brought_company_unique_id,
        cast(recency = 1 as boolean) as is_newest,
        cast(ein_number as text) as ein_number,
        cast(clean_ein as text) as ein,
        cast(coalesce(clean_ein <> master_ein, false) as boolean) as is_ein_conflict,
        cast(dun_and_bradstreet_number as text) as dun_and_bradstreet_number,
        cast({{ text_list('clay_tags') }} as text[]) as clay_tags,
        cast({{ text_list('clay_segments') }} as text[]) as clay_segments,
        cast(enrichment_payload as {{ json_type() }}) as enrichment_payload,
        cast(last_enriched_at as timestamp) as last_enriched_at,
        cast(enrichment_source as text) as enrichment_source,
        cast(confidence_score as numeric(5, 2)) as confidence_score,
        cast(created_at as timestamp) as created_at,
        cast(updated_at as timestamp) as updated_at,
        cast(source_file as text) as source_file,
        cast(raw_row_id as text) as raw_row_id
    from ranked
)

select * from final
