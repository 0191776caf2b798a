-- Each row that has a key is a person's, and each person is in the master.
select int_people__match_keys.raw_row_id
from {{ ref('int_people__match_keys') }} as int_people__match_keys
left join {{ ref('int_people__identified') }} as int_people__identified
    on int_people__match_keys.raw_row_id = int_people__identified.raw_row_id
left join {{ ref('people_master') }} as people_master
    on int_people__identified.person_unique_id = people_master.unique_id
where people_master.unique_id is null
