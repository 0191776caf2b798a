{#- Neither engine's own function will do: DuckDB's strip_accents also takes the vowel signs out of
    Hindi and the dots out of kana, Postgres has none without an extension. So the letters are
    listed here: every one that Unicode writes as an ASCII letter with marks, and three with a
    stroke. The rest of Unicode is left as it is. -#}
{% macro strip_accents(x) -%}
    {%- set letters = {
        'A': 'ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦḀẠẢẤẦẨẪẬẮẰẲẴẶ',
        'B': 'ḂḄḆ',
        'C': 'ÇĆĈĊČḈ',
        'D': 'ĎḊḌḎḐḒĐ',
        'E': 'ÈÉÊËĒĔĖĘĚȄȆȨḔḖḘḚḜẸẺẼẾỀỂỄỆ',
        'F': 'Ḟ',
        'G': 'ĜĞĠĢǦǴḠ',
        'H': 'ĤȞḢḤḦḨḪ',
        'I': 'ÌÍÎÏĨĪĬĮİǏȈȊḬḮỈỊ',
        'J': 'Ĵ',
        'K': 'ĶǨḰḲḴ',
        'L': 'ĹĻĽḶḸḺḼŁ',
        'M': 'ḾṀṂ',
        'N': 'ÑŃŅŇǸṄṆṈṊ',
        'O': 'ÒÓÔÕÖŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢØ',
        'P': 'ṔṖ',
        'R': 'ŔŖŘȐȒṘṚṜṞ',
        'S': 'ŚŜŞŠȘṠṢṤṦṨ',
        'T': 'ŢŤȚṪṬṮṰ',
        'U': 'ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖṲṴṶṸṺỤỦỨỪỬỮỰ',
        'V': 'ṼṾ',
        'W': 'ŴẀẂẄẆẈ',
        'X': 'ẊẌ',
        'Y': 'ÝŶŸȲẎỲỴỶỸ',
        'Z': 'ŹŻŽẐẒẔ',
        'a': 'àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ',
        'b': 'ḃḅḇ',
        'c': 'çćĉċčḉ',
        'd': 'ďḋḍḏḑḓđ',
        'e': 'èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ',
        'f': 'ḟ',
        'g': 'ĝğġģǧǵḡ',
        'h': 'ĥȟḣḥḧḩḫẖ',
        'i': 'ìíîïĩīĭįǐȉȋḭḯỉị',
        'j': 'ĵǰ',
        'k': 'ķǩḱḳḵ',
        'l': 'ĺļľḷḹḻḽł',
        'm': 'ḿṁṃ',
        'n': 'ñńņňǹṅṇṉṋ',
        'o': 'òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø',
        'p': 'ṕṗ',
        'r': 'ŕŗřȑȓṙṛṝṟ',
        's': 'śŝşšșṡṣṥṧṩ',
        't': 'ţťțṫṭṯṱẗ',
        'u': 'ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự',
        'v': 'ṽṿ',
        'w': 'ŵẁẃẅẇẉẘ',
        'x': 'ẋẍ',
        'y': 'ýÿŷȳẏẙỳỵỷỹ',
        'z': 'źżžẑẓẕ',
    } -%}
    {%- set plain = [] -%}
    {%- for letter, accented in letters.items() -%}
        {%- do plain.append(letter * (accented | length)) -%}
    {%- endfor -%}
    case
        -- One byte per character: plain ASCII, which is nearly every row, skips the long list.
        when bit_length({{ x }}) = 8 * length({{ x }}) then {{ x }}
        -- Text from a Mac writes an accent as a mark of its own behind the letter.
        else {{ regex_replace_all(
            "translate(" ~ x ~ ", '" ~ letters.values() | join ~ "', '" ~ plain | join ~ "')",
            "'([A-Za-z])[\u0300-\u036f]+'",
            "'\\1'"
        ) }}
    end
{%- endmacro %}
