-- The codes of a plan year are the distinct two-character pieces of its two lists, no more and no
-- less. Counted by lists and code: row by row it would cost more than the mart itself.
with recursive

plan_year as (
    select * from {{ ref('plan_year') }}
),

plan_benefit as (
    select * from {{ ref('plan_benefit') }}
),

lists as (
    select
        type_pension_bnft_code,
        type_welfare_bnft_code,
        count(*) as plan_year_count
    from plan_year
    where type_pension_bnft_code is not null or type_welfare_bnft_code is not null
    group by
        type_pension_bnft_code,
        type_welfare_bnft_code
),

-- Peels a code off the front until nothing is left.
peeled as (
    select distinct
        type_pension_bnft_code,
        type_welfare_bnft_code,
        left(codes, 2) as benefit_code,
        substr(codes, 3) as codes
    from (
        select
            type_pension_bnft_code,
            type_welfare_bnft_code,
            type_pension_bnft_code as codes
        from lists
        where type_pension_bnft_code is not null

        union all

        select
            type_pension_bnft_code,
            type_welfare_bnft_code,
            type_welfare_bnft_code as codes
        from lists
        where type_welfare_bnft_code is not null
    ) as both_lists

    union all

    select
        type_pension_bnft_code,
        type_welfare_bnft_code,
        left(codes, 2) as benefit_code,
        substr(codes, 3) as codes
    from peeled
    where codes <> ''
),

pieces as (
    select distinct
        type_pension_bnft_code,
        type_welfare_bnft_code,
        benefit_code
    from peeled
    where trim(benefit_code) <> ''
),

expected as (
    select
        pieces.benefit_code,
        sum(lists.plan_year_count) as plan_year_count
    from pieces
    inner join lists
        on
            pieces.type_pension_bnft_code is not distinct from lists.type_pension_bnft_code
            and pieces.type_welfare_bnft_code is not distinct from lists.type_welfare_bnft_code
    group by pieces.benefit_code
),

shown as (
    select
        benefit_code,
        count(*) as plan_year_count
    from plan_benefit
    group by benefit_code
),

final as (
    select
        coalesce(expected.benefit_code, shown.benefit_code) as benefit_code,
        expected.plan_year_count as expected_count,
        shown.plan_year_count as shown_count
    from expected
    full outer join shown
        on expected.benefit_code = shown.benefit_code
    where expected.plan_year_count is distinct from shown.plan_year_count
)

select * from final
