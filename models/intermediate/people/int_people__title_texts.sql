with

-- One arm per staging table that has titles; none has yet.
unioned as (
    select cast(null as text) as title_text
),

final as (
    select distinct cast(title_text as text) as title_text
    from unioned
    where title_text is not null
)

select * from final
