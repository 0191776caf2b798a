-- Rows that the data does not take for one person never get one id of their own, by a collision of
-- hashes or by the registry.
select int_people__identified.own_person_unique_id
from {{ ref('int_people__identified') }} as int_people__identified
inner join {{ ref('int_people__clustered') }} as int_people__clustered
    on int_people__identified.raw_row_id = int_people__clustered.raw_row_id
group by int_people__identified.own_person_unique_id
having count(distinct int_people__clustered.cluster_id) > 1
