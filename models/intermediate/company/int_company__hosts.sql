{#- Labels of a host that rules are looked for in. The list's longest rule has seven. -#}
{%- set depth = 9 -%}

with

int_company__unioned as (
    select * from {{ ref('int_company__unioned') }}
),

public_suffixes as (
    select * from {{ ref('public_suffixes') }}
),

web_hosts as (
    select * from {{ ref('web_hosts') }}
),

mail_hosts as (
    select * from {{ ref('mail_hosts') }}
),

-- Every rule is tried once per distinct host.
hosts as (
    select {{ web_host('website_first') }} as host
    from int_company__unioned

    union

    select {{ web_host('website_second') }} as host
    from int_company__unioned
),

counted as (
    select
        host,
        length(host) - length(replace(host, '.', '')) + 1 as label_count
    from hosts
    where host is not null
),

-- The endings of each host, of one label, of two, and so on.
endings as (
    {%- for labels in range(1, depth + 1) %}
    select
        host,
        label_count,
        {{ labels }} as labels,
        {% for label in range(labels, 0, -1) -%}
        split_part(host, '.', -{{ label }}){{ " || '.' || " if not loop.last }}
        {%- endfor %} as ending
    from counted
    where label_count >= {{ labels }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- A site builder is a public suffix that the list does not know: what is below it is a customer's own.
suffix_rules as (
    select
        suffix,
        rule_type
    from public_suffixes

    union

    select
        host as suffix,
        'normal' as rule_type
    from web_hosts
    where kind = 'site builder'
),

matched as (
    select
        endings.host,
        max(case when suffix_rules.rule_type = 'normal' then endings.labels end) as normal_labels,
        -- With any one label before it, it is a public suffix, and so it is alone.
        max(
            case
                when suffix_rules.rule_type = 'wildcard'
                    then least(endings.labels + 1, endings.label_count)
            end
        ) as wildcard_labels,
        max(case when suffix_rules.rule_type = 'exception' then endings.labels - 1 end)
            as exception_labels
    from endings
    inner join suffix_rules
        on endings.ending = suffix_rules.suffix
    group by endings.host
),

-- An exception goes before all else, then the longest rule. An ending that no rule knows is one label.
suffixed as (
    select
        counted.host,
        counted.label_count,
        coalesce(
            matched.exception_labels,
            greatest(matched.normal_labels, matched.wildcard_labels),
            1
        ) as suffix_labels
    from counted
    left join matched
        on counted.host = matched.host
),

listed as (
    select
        host,
        kind,
        1 as precedence
    from web_hosts

    union all

    select
        host,
        'free mail' as kind,
        2 as precedence
    from mail_hosts
),

-- A list's host covers those below it. What is at or above the public suffix is nobody's host.
known as (
    select
        endings.host,
        listed.kind,
        row_number() over (
            partition by endings.host
            order by
                endings.labels desc,
                listed.precedence asc
        ) as closeness
    from endings
    inner join listed
        on endings.ending = listed.host
    inner join suffixed
        on endings.host = suffixed.host
    where
        endings.labels > suffixed.suffix_labels
        or endings.labels = endings.label_count
),

registrable as (
    select
        endings.host,
        endings.ending as registrable_domain
    from endings
    inner join suffixed
        on
            endings.host = suffixed.host
            and endings.labels = suffixed.suffix_labels + 1
),

final as (
    select
        cast(suffixed.host as text) as host,
        cast(registrable.registrable_domain as text) as registrable_domain,
        cast(
            case
                when known.kind is not null then known.kind
                -- One label alone is no host at all, which the rules say better.
                when registrable.host is null and suffixed.label_count > 1 then 'public suffix'
            end as text
        ) as host_kind
    from suffixed
    left join registrable
        on suffixed.host = registrable.host
    left join known
        on
            suffixed.host = known.host
            and known.closeness = 1
)

select * from final
