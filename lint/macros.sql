{# Stand-ins for the project's macros: sqlfluff sees SQL of the same shape without asking dbt.
   What a macro returns matters only as far as it must parse where it is used. #}

{% macro as_of_date() %}cast('2026-01-31' as date){% endmacro %}
{% macro as_of_timestamp() %}cast('2026-01-31 06:00:00' as timestamp){% endmacro %}
{% macro blank_to_null(x) %}trim(x){% endmacro %}
{% macro blank_word_to_null(x, value=none, of_names=false) %}{{ value or x }}{% endmacro %}
{% macro city_from_location(x) %}trim(x){% endmacro %}
{% macro city_key(x) %}lower(x){% endmacro %}
{% macro clean_text(x, strip_apostrophe=false) %}trim(x){% endmacro %}
{% macro code_list_to_json(codes) %}cast(x as json){% endmacro %}
{% macro collate_c(x) %}{{ x }}{% endmacro %}
{% macro company_attributes() %}{{ return(['company_name', 'ein']) }}{% endmacro %}
{% macro bare_name(x) %}lower(x){% endmacro %}
{% macro names_apart(x) %}lower(x){% endmacro %}
{% macro legal_form(x) %}lower(x){% endmacro %}
{% macro legal_form_differs(company_form, sponsor_forms) %}{{ company_form }} = {{ sponsor_forms }}{% endmacro %}
{% macro names_written_in(relation, x) %}select {{ x }} as name_text, 1 as name_number, {{ x }} as name_key, {{ x }} as legal_form from {{ relation }}{% endmacro %}
{% macro eins_of_strangers(relation) %}select ein from {{ relation }}{% endmacro %}
{% macro company_name_key(x) %}lower(x){% endmacro %}
{% macro party_name_key(x) %}lower(x){% endmacro %}
{% macro is_slip_of(x, y, digits=9) %}{{ x }} <> {{ y }}{% endmacro %}
{% macro domain_is_valid(x) %}x is not null{% endmacro %}
{% macro ein(x) %}trim(x){% endmacro %}
{% macro ein_as_written(x) %}trim(x){% endmacro %}
{% macro ein_looks_like_ssn(x) %}x is not null{% endmacro %}
{% macro ein_is_placeholder(x) %}x is not null{% endmacro %}
{% macro name_key_tells(key) %}{{ key }} is not null{% endmacro %}
{% macro ssn_withheld() %}withheld{% endmacro %}
{% macro employee_count(x) %}length(x){% endmacro %}
{% macro hash_bigint(x) %}length({{ x }}){% endmacro %}
{% macro hash_digits(x, digits=15) %}md5(x){% endmacro %}
{% macro host_root(x) %}trim(x){% endmacro %}
{% macro industry_key(x) %}lower(x){% endmacro %}
{% macro is_company_id(x) %}x is not null{% endmacro %}
{% macro json_object(pairs) %}cast(x as json){% endmacro %}
{% macro json_type() %}json{% endmacro %}
{% macro linkedin_company_url(x) %}trim(x){% endmacro %}
{% macro placeholder_text(x) %}trim(x){% endmacro %}
{% macro content_row_id(source_table, content_hash) %}md5(x){% endmacro %}
{% macro number_copies() %}{% endmacro %}
{% macro raw_row_id(source_table, own_id, content_hash) %}md5(x){% endmacro %}
{% macro regex_like(x, pattern) %}x is not null{% endmacro %}
{% macro row_content_hash(system, table) %}md5(x){% endmacro %}
{% macro row_json(alias) %}cast(x as json){% endmacro %}
{% macro state_from_location(x) %}trim(x){% endmacro %}
{% macro state_key(x) %}lower(x){% endmacro %}
{% macro to_boolean(x) %}x is not null{% endmacro %}
{% macro to_integer(x) %}length(x){% endmacro %}
{% macro to_timestamp_utc(x) %}cast(x as timestamp){% endmacro %}
{% macro try_cast(x, type) %}cast(x as text){% endmacro %}
{% macro us_phone_e164(x) %}trim(x){% endmacro %}
{% macro web_host(x) %}trim(x){% endmacro %}
{% macro zip_code(x) %}trim(x){% endmacro %}
{% macro sorted_array_agg(x) %}array_agg({{ x }}){% endmacro %}
{% macro first_by(ranking, value, filled) %}max({{ value }}){% endmacro %}
{% macro last_element(x, delimiter) %}trim({{ x }}){% endmacro %}
{% macro regex_first(x, pattern) %}trim({{ x }}){% endmacro %}
{% macro array_length(x) %}length(x){% endmacro %}
{% macro array_overlap_count(a, b) %}length(x){% endmacro %}
{% macro lower_ascii(x) %}lower({{ x }}){% endmacro %}
{% macro trigrams(x) %}string_to_array({{ x }}, ' '){% endmacro %}
{% macro amount_is_implausible(measure, amount, per=none) %}{{ amount }} > 1{% endmacro %}
{% macro code_text(x) %}trim(x){% endmacro %}
{% macro delete_changed_files(system, table) %}{% endmacro %}
{% macro delete_changed_sponsors(versions) %}{% endmacro %}
{% macro delete_sponsors_of_other_age() %}{% endmacro %}
{% macro in_changed_sponsors() %}true{% endmacro %}
{% macro delete_rows_judged_otherwise(judgements) %}{% endmacro %}
{% macro in_changed_files(system, table) %}true{% endmacro %}
{% macro indicator(x) %}trim(x){% endmacro %}
{% macro plan_number(x) %}trim(x){% endmacro %}
{% macro source_file_version(system, table) %}cast(null as text){% endmacro %}
{% macro source_row_count(system, table) %}0{% endmacro %}
{% macro ein_was_padded(x) %}x is not null{% endmacro %}
{% macro to_date(x) %}cast(x as date){% endmacro %}
{% macro to_numeric(x, precision, scale) %}cast(x as numeric(18, 2)){% endmacro %}
{% macro date_part_int(part, x) %}length(x){% endmacro %}
{% macro filing_order(date_received, ack_id) %}concat({{ ack_id }}, '|'){% endmacro %}
{% macro filing_of_order(x) %}trim({{ x }}){% endmacro %}
{% macro is_past_filing_ttl(date_received) %}{{ date_received }} is null{% endmacro %}
{% macro plan_year_end(first_day='a', last_day='b') %}cast(x as date){% endmacro %}
{% macro has_fallen_silent(date_received, plan_year_end) %}{{ date_received }} is null{% endmacro %}
{% macro set_changes(relation, member) %}select 1 as one{% endmacro %}
{% macro audit_row_hash() %}md5(x){% endmacro %}
{% macro later_deliveries(rows, key, ranking, condition='true') %}select raw_row_id from {{ rows }}{% endmacro %}
{% macro sha256_hex(x) %}md5({{ x }}){% endmacro %}
{% macro to_uuid(x) %}cast(x as uuid){% endmacro %}
{% macro withhold_secrets(x) %}trim({{ x }}){% endmacro %}
{% macro audit_seal_content(day, date_column='event_date') %}md5({{ day }}.root_hash){% endmacro %}
{% macro refuse_changes(relation) %}{% endmacro %}
{% macro mean_confidence() %}avg(x){% endmacro %}
{% macro money_range(x, end) %}cast({{ x }} as numeric(18, 2)){% endmacro %}
{% macro pii_columns(system, table) %}{{ return(['event_data']) }}{% endmacro %}
{% macro rounded(x, precision, scale) %}cast({{ x }} as numeric(18, 2)){% endmacro %}
{% macro check_rule_severity(rules) %}{% endmacro %}
{% macro rule_severity(reason_code, severity) %}{{ severity }}{% endmacro %}
{% macro session_expiry() %}cast(null as text){% endmacro %}
{% macro share(part, total, precision, scale) %}cast({{ part }} as numeric(18, 2)){% endmacro %}
{% macro wilson_bound(part, total, side) %}cast({{ part }} as numeric(18, 2)){% endmacro %}
{% macro contract_columns(rows, computed={}, system=none, table=none) %}{{ rows }}.*{% endmacro %}
{% macro declarations() %}{{ return({'contracts': {}, 'dol': {}}) }}{% endmacro %}
{% macro delete_unpromoted_rows(system, table) %}{% endmacro %}
{% macro history_of(snapshot) %}select 1 as one{% endmacro %}
{% macro judged(system, table, rows=none, more=[]) %}select * from {{ rows or 'x' }}{% endmacro %}
{% macro new_promoted_rows(system, table) %}select * from {{ table }}{% endmacro %}
{% macro promoted(system, table, computed={}) %}select 1 as one{% endmacro %}
{% macro promoted_rows(system, table) %}select * from {{ table }}{% endmacro %}
{% macro quarantined(system, shown) %}select 1 as one{% endmacro %}
{% macro row_counts(system) %}select 1 as one{% endmacro %}
{% macro row_outcomes(system) %}select 1 as one{% endmacro %}
{% macro set_aside(system, table) %}select 1 as one{% endmacro %}
{% macro set_aside_ctes(system, table) %}set_aside as (select * from judged){% endmacro %}
{% macro source_tables(system=none, promoted_alone=false) %}{{ return([['dol', 'f_5500'], ['dol', 'f_sch_a']]) }}{% endmacro %}
{% macro staged(system, table, read_once=false, row_id=none, more={}) %}select 1 as one{% endmacro %}
{% macro typed_ctes(relation, system, table, row_id=none, more={}) %}final as (select * from {{ relation }}){% endmacro %}
{% macro rows_not_in_quarantine(system) %}select 1 as one{% endmacro %}
{% macro rows_not_where_they_belong(system) %}select 1 as one{% endmacro %}
{% macro tables_left_out() %}select 1 as one{% endmacro %}
{% macro pieces(text, separator) %}string_to_array({{ text }}, {{ separator }}){% endmacro %}
{% macro rows_of_pieces(text, separator) %}unnest(string_to_array({{ text }}, {{ separator }})){% endmacro %}
{% macro list_has(list, x) %}{{ x }} = any({{ list }}){% endmacro %}
{% macro components(relation, node, key, condition='true') %}select {{ node }}, {{ node }} as component_id from {{ relation }}{% endmacro %}
{% macro days_between(earlier, later) %}{{ later }} - {{ earlier }}{% endmacro %}
{% macro ends_of_paths(relation, start, stop) %}select {{ start }}, {{ stop }} from {{ relation }}{% endmacro %}
{% macro hash_chain(relation, key, content, first_previous) %}select {{ key }}, 1 as place, {{ first_previous }} as previous_link_hash, {{ content }} as link_hash from {{ relation }}{% endmacro %}
{% macro joined(list, separator) %}array_to_string({{ list }}, {{ separator }}){% endmacro %}
{% macro link_hash(previous, content) %}md5({{ previous }} || {{ content }}){% endmacro %}
{% macro list_slice(list, first, last) %}{{ list }}{% endmacro %}
{% macro not_materialized() %}not materialized{% endmacro %}
{% macro regex_replace_all(x, pattern, replacement) %}trim({{ x }}){% endmacro %}
{% macro replace_in_turn(text, meant) %}trim({{ text }}){% endmacro %}
{% macro regex_replace_first(x, pattern, replacement) %}trim({{ x }}){% endmacro %}
{% macro rows_of(items) %}unnest(array[{{ items | join(', ') }}]){% endmacro %}
{% macro string_agg_by(x, separator, ordering) %}string_agg({{ x }}, {{ separator }} order by {{ ordering }}){% endmacro %}
{% macro look_further(system, table) %}select 1{% endmacro %}
{% macro quarantined_everywhere() %}select source_table, file_name, reason_codes from x{% endmacro %}
{% macro run_id() %}'run'{% endmacro %}
{% macro run_moment() %}cast('2026-01-31 06:00:00' as timestamp){% endmacro %}
{% macro system_schema(system) %}{% endmacro %}
{% macro title_key(x) %}lower({{ x }}){% endmacro %}
{% macro title_lists(x) %}lower({{ x }}){% endmacro %}
{% macro title_pattern(x) %}lower({{ x }}){% endmacro %}
{% macro word_key(x) %}lower({{ x }}){% endmacro %}
{% macro text_list(x) %}string_to_array({{ x }}, ','){% endmacro %}
{% macro is_person_id(x) %}x is not null{% endmacro %}
{% macro person_email(x) %}lower({{ x }}){% endmacro %}
{% macro person_name_text(x) %}trim({{ x }}){% endmacro %}
{% macro person_generation(name) %}trim({{ name }}){% endmacro %}
{% macro person_name_order(name) %}trim({{ name }}){% endmacro %}
{% macro person_name_shown(part) %}trim({{ part }}){% endmacro %}
{% macro person_name_key(x) %}lower({{ x }}){% endmacro %}
{% macro linkedin_person_url(x) %}trim({{ x }}){% endmacro %}
{% macro phone_extension(x) %}trim({{ x }}){% endmacro %}
{% macro plain_words(x) %}trim({{ x }}){% endmacro %}
{% macro state_names() %}select state_text as state_key, state_code from us_states{% endmacro %}
{% macro clustered_rows(match_keys, certain, keys_left_out=[]) %}select raw_row_id, raw_row_id as cluster_id from {{ match_keys }}{% endmacro %}
{% macro id_registry(clusters, clustered, match_keys, earlier, id_column, prefix, certain, certain_kinds, strengths, not_recorded=[]) %}select * from {{ clusters }}{% endmacro %}
{% macro person_attributes() %}{{ return(['bio', 'linkedin_url']) }}{% endmacro %}
{% macro unordered_pair(x, y) %}{{ x }} || {{ y }}{% endmacro %}
{% macro outcomes_of_rows(cleaned, validated, identified, id_column) %}select * from {{ cleaned }}{% endmacro %}
{% macro new_outcomes(outcomes) %}select * from {{ outcomes }}{% endmacro %}
{% macro held_by_one(relation, key, id, as_id) %}select {{ key }}, min({{ id }}) as {{ as_id }} from {{ relation }} group by {{ key }}{% endmacro %}
