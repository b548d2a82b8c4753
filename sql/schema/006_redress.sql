-- Legal means of redress and their time limits: dated rules, of each organisation, which are told
-- to a complainant only when the organisation has confirmed them. Rule: C13.

create table redress_rule (
    organisation_id uuid    not null references organisation,
    code            text    not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
    nation          text    not null check (nation in ('england-and-wales', 'scotland', 'northern-ireland')),
    ground          text    not null,
    forum           text    not null,
    limit_amount    integer check (limit_amount > 0),
    limit_unit      text    check (limit_unit in ('days', 'months', 'years')),
    limit_less_days integer check (limit_less_days >= 0),
    valid_from      date,
    valid_to        date,
    source          text    not null,
    confirmed_by    uuid    references staff,
    confirmed_on    date,                          -- null: the rule is not told
    document        json    not null,              -- the whole rule but for its confirmation
    primary key (organisation_id, code),
    check (num_nulls(limit_amount, limit_unit, limit_less_days) in (0, 3)),
    check (valid_to >= valid_from),
    check ((confirmed_by is null) = (confirmed_on is null))
);

alter table redress_rule enable row level security;
alter table redress_rule force row level security;
create policy own_organisation on redress_rule
    using (organisation_id = any ((select heed_organisations())::uuid[]));

revoke all on redress_rule from public;
grant select on redress_rule to heed_api;
-- A rule is never deleted: a case's history names it. One that holds no more gets its last day.
grant select, insert, update on redress_rule to heed_worker;
