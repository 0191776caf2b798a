with

int_company__clustered as (
    select * from {{ ref('int_company__clustered') }}
),

int_company__cleaned as (
    select * from {{ ref('int_company__cleaned') }}
),

int_company__match_keys as (
    select * from {{ ref('int_company__match_keys') }}
),

-- The row that came first founds the company: its domain makes the id. Exports without a time
-- come after those with one, in the order of their file names.
founding_rows as (
    select
        int_company__clustered.cluster_id,
        domains.key_value as company_domain,
        name_places.key_value as name_place,
        int_company__cleaned.company_name_key,
        int_company__cleaned.state_code,
        int_company__cleaned.created_at,
        int_company__cleaned.source_file,
        int_company__cleaned.raw_row_id,
        row_number() over (
            partition by int_company__clustered.cluster_id
            order by
                int_company__cleaned.created_at asc nulls last,
                {{ collate_c('int_company__cleaned.source_file') }} asc,
                int_company__cleaned.raw_row_id asc
        ) as arrival
    from int_company__clustered
    inner join int_company__cleaned
        on int_company__clustered.raw_row_id = int_company__cleaned.raw_row_id
    left join int_company__match_keys as domains
        on
            int_company__clustered.raw_row_id = domains.raw_row_id
            and domains.key_type = 'domain'
    left join int_company__match_keys as name_places
        on
            int_company__clustered.raw_row_id = name_places.raw_row_id
            and name_places.key_type = 'name_state'
),

cluster_keys as (
    select distinct
        int_company__clustered.cluster_id,
        int_company__match_keys.key_type || ':' || int_company__match_keys.key_value as match_key
    from int_company__clustered
    inner join int_company__match_keys
        on int_company__clustered.raw_row_id = int_company__match_keys.raw_row_id
),

signatures as (
    select
        cluster_id,
        md5({{ joined(sorted_array_agg('match_key'), 'chr(31)') }}) as signature
    from cluster_keys
    group by cluster_id
),

-- Two employers may share a domain (their EINs differ); the one that came first has it alone.
founded as (
    select
        founding_rows.*,
        signatures.signature,
        case
            when founding_rows.cluster_id like 'ein:%' then substr(founding_rows.cluster_id, 5)
        end as ein,
        row_number() over (
            partition by founding_rows.company_domain
            order by
                founding_rows.created_at asc nulls last,
                {{ collate_c('founding_rows.source_file') }} asc,
                founding_rows.raw_row_id asc
        ) as claim
    from founding_rows
    inner join signatures
        on founding_rows.cluster_id = signatures.cluster_id
    where founding_rows.arrival = 1
),

final as (
    select
        cast(cluster_id as text) as cluster_id,
        cast(signature as text) as signature,
        cast(ein as text) as ein,
        cast(
            case
                -- Without a domain its EIN founds it, else its name and place, else its row.
                when company_domain is null then '|' || coalesce(ein, name_place, raw_row_id)
                when claim = 1 then company_domain
                else
                    company_domain
                    || '|' || coalesce(ein, company_name_key || '|' || state_code)
            end as text
        ) as founding_key,
        cast(created_at as timestamp) as founded_at,
        -- No text of a time is greater than a word, and no sign in a file's name less than the one
        -- between the parts: in the order of its bytes this is the order of arrival.
        cast(
            concat_ws(
                chr(31), coalesce(cast(created_at as text), 'undated'), source_file, raw_row_id
            ) as text
        ) as founding_order
    from founded
)

select * from final
