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
    select {{ web_host('website_first') }} as host_name
    from int_company__unioned

    union

    select {{ web_host('website_second') }} as host_name
    from int_company__unioned
),

counted as (
    select
        host_name,
        length(host_name) - length(replace(host_name, '.', '')) + 1 as label_count
    from hosts
    where host_name is not null
),

-- The endings of each host, of one label, of two, and so on.
endings as (
    {%- for labels in range(1, depth + 1) %}
    select
        host_name,
        label_count,
        {{ labels }} as labels,
        {% for label in range(labels, 0, -1) -%}
        split_part(host_name, '.', -{{ label }}){{ " || '.' || " if not loop.last }}
        {%- endfor %} as ending
    from counted
    where label_count >= {{ labels }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- A site builder is a public suffix that the list does not know: what is below is a customer's own.
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
        endings.host_name,
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
    group by endings.host_name
),

-- An exception goes before all else, then the longest rule. Where no rule is known it is one label.
suffixed as (
    select
        counted.host_name,
        counted.label_count,
        coalesce(
            matched.exception_labels,
            greatest(matched.normal_labels, matched.wildcard_labels),
            1
        ) as suffix_labels
    from counted
    left join matched
        on counted.host_name = matched.host_name
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
        endings.host_name,
        listed.kind,
        row_number() over (
            partition by endings.host_name
            order by
                endings.labels desc,
                listed.precedence asc
        ) as closeness
    from endings
    inner join listed
        on endings.ending = listed.host
    inner join suffixed
        on endings.host_name = suffixed.host_name
    where
        endings.labels > suffixed.suffix_labels
        or endings.labels = endings.label_count
),

registrable as (
    select
        endings.host_name,
        endings.ending as registrable_domain
    from endings
    inner join suffixed
        on
            endings.host_name = suffixed.host_name
            and endings.labels = suffixed.suffix_labels + 1
),

final as (
    select
        cast(suffixed.host_name as text) as host_name,
        cast(registrable.registrable_domain as text) as registrable_domain,
        cast(
            case
                when known.kind is not null then known.kind
                -- One label alone is no host at all, which the rules say better.
                when registrable.host_name is null and suffixed.label_count > 1 then 'public suffix'
            end as text
        ) as host_kind
    from suffixed
    left join registrable
        on suffixed.host_name = registrable.host_name
    left join known
        on
            suffixed.host_name = known.host_name
            and known.closeness = 1
)

select * from final
