{{ outcomes_of_rows(
    cleaned=ref('int_people__cleaned'),
    validated=ref('int_people__validated'),
    identified=ref('int_people__identified'),
    id_column='person_unique_id'
) }}
