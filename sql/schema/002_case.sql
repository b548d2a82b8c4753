-- Cases: the file, its key, its history, its clocks.
-- Every key holds organisation_id, so that the schema distributes by organisation. Only primary keys
-- start with it: a plan made while a table is empty cannot tell two such indexes apart, and would
-- look up a row through all of its organisation's.

create table key_epoch (
    epoch       integer primary key check (epoch > 0),
    check_value bytea check (octet_length(check_value) = 32), -- of the key ring that was first used
    created_at  timestamptz not null default heed_now(),
    retired_at  timestamptz
);
insert into key_epoch (epoch) values (1);

create table case_file (
    organisation_id   uuid    not null references organisation,
    id                uuid    not null,
    reference         text    not null,
    site_id           uuid,                        -- null when staff entered it
    kind              text    not null check (kind in ('complaint', 'suggestion', 'enquiry', 'compliment', 'request')),
    channel           text    not null check (channel in ('web', 'email', 'telephone', 'post', 'in_person',
                          'instant_message', 'suggestion_box', 'visitor_book')),
    category          text    not null,            -- a category of the procedure, '' when none was given
    customer_type     text    check (customer_type in ('service_user', 'client', 'partner', 'funder',
                          'potential_customer', 'volunteer', 'carer', 'member_of_the_public')),
    anonymous         boolean not null,
    stage             text    not null,            -- a stage of the procedure
    state             text    not null check (state in ('received', 'in_progress', 'decided', 'answered', 'closed')),
    version           integer not null check (version > 0), -- the seq of its last event
    procedure_version integer not null,
    handler           uuid references staff,
    point_of_contact  uuid references staff,
    received_at       timestamptz not null,
    recorded_at       timestamptz not null,
    closed_at         timestamptz,
    receipt_hash      bytea   not null check (octet_length(receipt_hash) = 32),
    sealed_content    bytea   not null,            -- what it is about
    sealed_customer   bytea,                       -- who raised it and what they need; null when unknown
    primary key (organisation_id, id),
    unique (reference, organisation_id),
    foreign key (organisation_id, site_id) references site,
    foreign key (organisation_id, procedure_version) references procedure_version,
    check (received_at <= recorded_at + interval '1 second'),
    check ((closed_at is not null) = (state = 'closed'))
);

-- The data key of a case, wrapped with the key-encryption key of an epoch. A row moves to another
-- partition when it is wrapped again; an epoch is retired by dropping its partition.
create table case_key (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    kek_epoch       integer not null,
    wrapped         bytea   not null,
    primary key (organisation_id, case_id, kek_epoch)
) partition by list (kek_epoch);
create table case_key_1 partition of case_key for values in (1);

-- The history of a case. Append-only, a hash chain: seq is the version of the case.
create table case_event (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    seq             integer not null check (seq > 0),
    recorded_at     timestamptz not null,
    occurred_at     timestamptz not null,
    actor_kind      text    not null check (actor_kind in ('site', 'staff', 'program', 'complainant')),
    actor           uuid,                          -- a surrogate that stays for ever; null for a program
    type            text    not null,
    facts           json    not null,              -- nothing personal; hashed byte for byte
    sealed          bytea,
    content_hash    bytea   check (octet_length(content_hash) = 32), -- of sealed; of what was
                    -- received: of case_file.sealed_content and sealed_customer together
    hash            bytea   not null check (octet_length(hash) = 32),
    primary key (organisation_id, case_id, seq),
    foreign key (organisation_id, case_id) references case_file,
    check (sealed is null or content_hash is not null),
    check ((actor is null) = (actor_kind = 'program'))
);

-- One period of one standard on one case. started_by is the seq of the event that started it.
create table case_clock (
    organisation_id  uuid    not null,
    case_id          uuid    not null,
    standard         text    not null,
    started_by       integer not null check (started_by > 0),
    period           integer not null check (period > 0),
    stage            text    not null,
    started_at       timestamptz not null,
    due_on           date    not null,             -- the last day in time
    due_at           timestamptz not null,         -- the first instant that is too late
    provisional      boolean not null,             -- beyond the last year with known holidays
    calendar_version integer not null references calendar_version,
    met_at           timestamptz,
    ended_at         timestamptz,                  -- neither met nor breached any more
    breached_at      timestamptz,                  -- as known now; what was known then stands in breach
    superseded_at    timestamptz,                  -- an act recorded late did away with this period
    primary key (organisation_id, case_id, standard, started_by, period),
    foreign key (organisation_id, case_id) references case_file,
    check (met_at is null or ended_at is null)
);
create index case_clock_due on case_clock (due_at)
    where met_at is null and ended_at is null and breached_at is null and superseded_at is null;
create index case_clock_calendar on case_clock (calendar_version)
    where met_at is null and ended_at is null and breached_at is null and superseded_at is null;

create table clock_change (
    organisation_id  uuid    not null,
    case_id          uuid    not null,
    standard         text    not null,
    started_by       integer not null,
    period           integer not null,
    n                integer not null,
    due_from         date    not null,
    due_to           date    not null,
    reason           text    not null check (reason in ('import', 'closure')),
    calendar_version integer not null references calendar_version,
    changed_at       timestamptz not null,
    primary key (organisation_id, case_id, standard, started_by, period, n),
    foreign key (organisation_id, case_id, standard, started_by, period) references case_clock
);

-- A promise that was not kept, as it was known when it was recorded. Append-only.
create table breach (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    standard        text    not null,
    started_by      integer not null,
    period          integer not null,
    due_on          date    not null,
    due_at          timestamptz not null,
    recorded_at     timestamptz not null,
    before_heed     boolean not null,              -- due before the case was entered here
    primary key (organisation_id, case_id, standard, started_by, period),
    foreign key (organisation_id, case_id, standard, started_by, period) references case_clock,
    check (due_at <= recorded_at)
);

-- A breach that an act in time, recorded late, has shown to be none. Append-only.
create table breach_correction (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    standard        text    not null,
    started_by      integer not null,
    period          integer not null,
    by_seq          integer not null,              -- the event that showed it
    recorded_at     timestamptz not null,
    primary key (organisation_id, case_id, standard, started_by, period),
    foreign key (organisation_id, case_id, standard, started_by, period) references breach,
    foreign key (organisation_id, case_id, by_seq) references case_event
);

-- What a case led to; several are possible.
create table case_outcome (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    seq             integer not null,
    outcome         text    not null,
    primary key (organisation_id, case_id, seq, outcome),
    foreign key (organisation_id, case_id, seq) references case_event
);

-- Requests that have been done, so that a repeated one is answered the same. Never the body.
create table idempotency (
    organisation_id uuid    not null,
    caller_id       uuid    not null,              -- the site or the staff member
    operation       text    not null,              -- method and path
    key             text    not null check (length(key) between 1 and 255),
    fingerprint     bytea   not null check (octet_length(fingerprint) = 32),
    status          integer not null,
    resource_id     uuid    not null,
    created_at      timestamptz not null,
    primary key (organisation_id, caller_id, operation, key)
);
create index idempotency_created on idempotency (created_at);
