-- Not by the data: a decision may merge two persons who have a page each.
select int_people__identified.own_person_unique_id
from {{ ref('int_people__identified') }} as int_people__identified
inner join {{ ref('int_people__match_keys') }} as int_people__match_keys
    on int_people__identified.raw_row_id = int_people__match_keys.raw_row_id
where int_people__match_keys.key_type = 'linkedin'
group by int_people__identified.own_person_unique_id
having count(distinct int_people__match_keys.key_value) > 1
