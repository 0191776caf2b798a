{{ outcomes_of_rows(
    cleaned=ref('int_company__cleaned'),
    validated=ref('int_company__validated'),
    identified=ref('int_company__identified'),
    id_column='company_unique_id'
) }}
