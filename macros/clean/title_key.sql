{#- Plain replace() wherever it will do: Postgres keeps 32 compiled regular expressions, and with 37 in
    this macro each title took a tenth of a second. Between words stand two spaces meanwhile, so that neighbours do not share one. -#}
{% macro title_key(x) -%}
    {%- set key = namespace(sql=lower_ascii(strip_accents(x))) -%}
    {%- set months = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.,]? *' -%}
    {%- set legal = '(inc|incorporated|llc|l[.]l[.]c|llp|pllc|ltd|corp|corporation|gmbh)' -%}
    {%- set patterns = [
        ['(^|[^a-z])(through|ends?|ended|left|term|terminated|to|exp|expired) *(' ~ months ~ ')?[0-9]', '\\1 until '],
        ['(^|[^a-z])ex-', '\\1 former '],
        ['((19|20)[0-9][0-9]|[0-9]+/[0-9/]+) *(-|–|—|to) *(' ~ months ~ ')?((19|20)[0-9][0-9]|[0-9]+/[0-9/]+)', ' until '],
        ['([,|;/]? +(at|chez|bei) +|@)(-[a-z0-9]|[^-|;,/•·])*', ' ; '],
        ['(president|ceo|owner|founder) of ([^,|;/]*,? )?' ~ legal ~ '([^a-z]|$)', '\\1 ; '],
        ['(,| -|–|—) *([^,|;/]*,? )?' ~ legal ~ '([^a-z]|$)', ' ; '],
        ['[.]([a-z][a-z])', ' \\1'],
    ] -%}
    {%- for pattern, replacement in patterns -%}
        {%- set key.sql = regex_replace_all(key.sql, "'" ~ pattern ~ "'", "'" ~ replacement ~ "'") -%}
    {%- endfor -%}
    {%- for mark, word in {'&amp;': ' and ', '%': ' percent ', '&': ' and ', '+': ' and ', ' -': ' , ', '- ': ' , ', '–': ' , ', '—': ' , '}.items() -%}
        {%- set key.sql = "replace(" ~ key.sql ~ ", '" ~ mark ~ "', '" ~ word ~ "')" -%}
    {%- endfor -%}
    {%- set key.sql = "translate(" ~ key.sql ~ ", '|•·▪●\n\r/:()[]{}.''`´‘’ʼ′', ';;;;;;;,,,,,,,,')" -%}
    {%- set key.sql = "replace(replace(" ~ key.sql ~ ", ';', ' ; '), ',', ' , ')" -%}
    {%- set key.sql = "'  ' || " ~ regex_replace_all(key.sql, "'[^a-z0-9;,]+'", "'  '") ~ " || '  '" -%}
    {%- set key.sql = regex_replace_all(key.sql, "' [a-z]*[0-9][a-z0-9]* '", "''") -%}
    {%- set words = {} -%}
    {%- for word, meant in var('title_words').items() -%}
        {%- do words.update({
            ' ' ~ word | replace(' ', '  ') ~ ' ': ' ' ~ meant | replace(' ', '  ') ~ ' ' if meant else ''
        }) -%}
    {%- endfor -%}
    {%- set key.sql = replace_in_turn(key.sql, words) -%}
    {%- for word in var('title_misspelt_words') -%}
        {%- set key.sql = regex_replace_all(
            key.sql, "' (?:" ~ title_slips(word) ~ ") | (?:" ~ title_stumps(word) ~ ") +$'", "' " ~ word ~ " '"
        ) -%}
    {%- endfor -%}
    {#- Whoever stands behind "to" is somebody else. -#}
    {%- set key.sql = regex_replace_all(key.sql, "' to  [^;]*'", "' to  '") -%}
    {%- set phrases = {} -%}
    {%- for phrase, meant in var('title_phrases').items() -%}
        {%- do phrases.update({
            ' ' ~ phrase | replace(' ', '  ') ~ ' ': ' ' ~ meant | replace(' ', '  ') ~ ' '
        }) -%}
    {%- endfor -%}
    {%- set key.sql = replace_in_turn(key.sql, phrases) -%}
    {#- A comma or an "and" parts two seats when a rank follows it, and else two words of one. -#}
    {%- set key.sql = regex_replace_all(
        key.sql,
        "' (,|and) ( (,|and) )* (" ~ var('title_rank_words') | join('|') | replace(' ', '  ') ~ ") '",
        "' ;  \\4 '"
    ) -%}
    {%- set key.sql = "replace(" ~ key.sql ~ ", ' , ', '')" -%}
    {%- set key.sql = regex_replace_all(key.sql, "' +'", "' '") -%}
    {%- set key.sql = regex_replace_all(key.sql, "'^[ ;]+|[ ;]+$'", "''") -%}
    nullif({{ regex_replace_all(key.sql, "' ;[ ;]* '", "' ; '") }}, '')
{%- endmacro %}
