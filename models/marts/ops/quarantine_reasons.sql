with

quarantined as (
    {{ quarantined_everywhere() }}
),

coded as (
    select
        source_table,
        file_name,
        split_part(reason_codes, ',', 1) as first_code,
        {{ rows_of_pieces('reason_codes', "','") }} as reason_code
    from quarantined
),

final as (
    select
        cast(source_table as text) as source_table,
        cast(file_name as text) as file_name,
        cast(reason_code as text) as reason_code,
        cast(count(*) as bigint) as row_count,
        cast(count(case when reason_code = first_code then 1 end) as bigint) as first_row_count
    from coded
    group by
        source_table,
        file_name,
        reason_code
)

select * from final
