-- Rows that are not one company never get one id, by a collision of hashes or by the registry.
select int_company__identified.company_unique_id
from {{ ref('int_company__identified') }} as int_company__identified
inner join {{ ref('int_company__clustered') }} as int_company__clustered
    on int_company__identified.raw_row_id = int_company__clustered.raw_row_id
group by int_company__identified.company_unique_id
having count(distinct int_company__clustered.cluster_id) > 1
