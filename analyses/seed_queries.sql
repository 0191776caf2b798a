-- Company to DOL data (via EIN)
SELECT c.company_name, f.plan_name, f.tot_partcp_eoy_cnt
FROM company.company_master c
JOIN dol.form_5500 f ON c.ein = f.sponsor_dfe_ein;

-- Company to People
SELECT c.company_name, p.full_name, s.slot_type
FROM company.company_master c
JOIN people.company_slot s ON c.company_unique_id = s.company_unique_id
JOIN people.people_master p ON s.person_unique_id = p.unique_id;

-- DOL Form to Schedule A
SELECT f.sponsor_dfe_name, a.insurance_company_name, a.covered_lives
FROM dol.form_5500 f
JOIN dol.schedule_a a ON f.ack_id = a.ack_id;
