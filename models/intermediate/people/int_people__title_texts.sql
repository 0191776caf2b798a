with

int_people__unioned as (
    select * from {{ ref('int_people__unioned') }}
),

final as (
    select distinct cast(title_text as text) as title_text
    from int_people__unioned
    where title_text is not null
)

select * from final
