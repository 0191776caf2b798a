with

int_people__cleaned as (
    select * from {{ ref('int_people__cleaned') }}
),

gathered as (
    {{ clustered_rows(
        ref('int_people__match_keys'), 'linkedin', ['linkedin_name', 'email_name', 'email_initial']
    ) }}
),

generations as (
    select
        gathered.raw_row_id,
        gathered.cluster_id,
        int_people__cleaned.name_suffix
    from gathered
    inner join int_people__cleaned
        on gathered.raw_row_id = int_people__cleaned.raw_row_id
),

-- A row without a generation can share one key with the father and another with the son.
several_generations as (
    select cluster_id
    from generations
    group by cluster_id
    having count(distinct name_suffix) > 1
),

final as (
    select
        cast(generations.raw_row_id as text) as raw_row_id,
        cast(
            case
                when several_generations.cluster_id is null then generations.cluster_id
                else generations.cluster_id || '|' || coalesce(generations.name_suffix, '')
            end as text
        ) as cluster_id
    from generations
    left join several_generations
        on generations.cluster_id = several_generations.cluster_id
)

select * from final
