with

int_people__title_texts as (
    select * from {{ ref('int_people__title_texts') }}
),

final as (
    select
        cast(title_text as text) as title_text,
        cast({{ title_key('title_text') }} as text) as title_key
    from int_people__title_texts
)

select * from final
