-- Events on their way to the worker. PostgreSQL is the queue of record; Redis carries ids only.
-- Ids only, so row-level security does not apply.

create table outbox (
    seq             bigint generated always as identity primary key,
    id              uuid     not null unique,
    organisation_id uuid     not null,
    topic           text     not null,
    subject_id      uuid     not null,             -- the case
    traceparent     text,
    state           smallint not null default 0 check (state between 0 and 4),
                    -- 0 pending, 1 published, 2 done, 3 dead, 4 dropped by hand
    available_at    timestamptz not null,
    published_at    timestamptz,
    publish_count   integer  not null default 0,
    redis_id        text,
    attempt         integer  not null default 0,
    lease_until     timestamptz,
    lease_owner     text,
    last_error      text,                          -- a fault's slug or 'crashed', never a message
    done_at         timestamptz
) with (autovacuum_vacuum_scale_factor = 0.02);
create index outbox_pending on outbox (available_at, seq) where state = 0;
create index outbox_published on outbox (published_at) where state = 1;
create index outbox_dead on outbox (seq) where state = 3;
create index outbox_done on outbox (done_at) where state in (2, 4);
create index outbox_open on outbox (organisation_id) where state in (0, 1);
