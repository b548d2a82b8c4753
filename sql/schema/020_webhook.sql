-- Signed webhooks: where sites are told of changes to their cases, and what became of each message.
-- Rule: B10, D12, D17.

create table webhook_endpoint (
    organisation_id uuid        not null references organisation,
    id              uuid        not null,
    site_id         uuid        not null,
    sealed_url      bytea       not null,          -- with the directory key, as the secrets are
    created_at      timestamptz not null default heed_now(),
    tells_from      timestamptz not null default heed_now(), -- what changed before is not told
    disabled_at     timestamptz,
    disabled_by     text        check (disabled_by in ('administrator', 'endpoint')), -- it answered 410
    primary key (organisation_id, id),
    foreign key (organisation_id, site_id) references site,
    check ((disabled_at is null) = (disabled_by is null))
);
create index webhook_endpoint_site on webhook_endpoint (site_id, organisation_id);

-- What signs. While one takes the place of another both do, until the old one ends.
create table webhook_secret (
    organisation_id uuid        not null,
    id              uuid        not null,
    endpoint_id     uuid        not null,
    sealed          bytea       not null,
    created_at      timestamptz not null default heed_now(),
    expires_at      timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, endpoint_id) references webhook_endpoint on delete cascade
);
create index webhook_secret_endpoint on webhook_secret (endpoint_id, organisation_id);

-- A message to an endpoint about one entry of a case's history, and how it is getting on.
create table webhook_delivery (
    organisation_id uuid        not null,
    id              uuid        not null,          -- of the message: the same at every try
    endpoint_id     uuid        not null,
    case_id         uuid        not null,
    seq             integer     not null,          -- the entry that changed what the site sees
    type            text        not null check (type in ('case.received', 'case.status_changed', 'case.closed')),
    status          text        not null,          -- the public word that the case changed to
    changed_at      timestamptz not null,
    created_at      timestamptz not null default heed_now(),
    traceparent     text,
    state           text        not null default 'waiting'
                    check (state in ('waiting', 'sending', 'sent', 'given_up', 'dropped')),
    attempts        integer     not null default 0,
    next_attempt_at timestamptz default heed_now(), -- while sending: when another worker may try
    last_attempt_at timestamptz,
    last_status     integer,                       -- of HTTP
    last_outcome    text,
    sent_at         timestamptz,
    primary key (organisation_id, id),
    unique (endpoint_id, case_id, seq, organisation_id), -- an event may come twice. Rule: B4
    foreign key (organisation_id, endpoint_id) references webhook_endpoint on delete cascade,
    foreign key (organisation_id, case_id) references case_file,
    check ((next_attempt_at is not null) = (state in ('waiting', 'sending')))
);
create index webhook_delivery_due on webhook_delivery (endpoint_id, next_attempt_at, organisation_id)
    where state in ('waiting', 'sending');
create index webhook_delivery_newest on webhook_delivery (endpoint_id, id, organisation_id);
create index webhook_delivery_created on webhook_delivery (created_at);

-- Programs and sites alone: no member of staff is shown any of it.
do $$
declare
    guarded text;
begin
    foreach guarded in array array['webhook_endpoint', 'webhook_secret', 'webhook_delivery'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format('create policy own_organisation on %I '
            'using (organisation_id = any ((select heed_organisations())::uuid[]) '
            'and (select heed_staff()) is null)', guarded);
    end loop;
end $$;

revoke all on webhook_endpoint, webhook_secret, webhook_delivery from public;
grant select (organisation_id, id, site_id, disabled_at) on webhook_endpoint to heed_api;
grant select, update (state, attempts, next_attempt_at) on webhook_delivery to heed_api; -- sent again
grant select, insert, delete, update (tells_from, disabled_at, disabled_by) on webhook_endpoint to heed_worker;
grant select, insert, delete, update (expires_at) on webhook_secret to heed_worker;
grant select, insert, delete,
    update (state, attempts, next_attempt_at, last_attempt_at, last_status, last_outcome, sent_at)
    on webhook_delivery to heed_worker;
