-- Organisations, who may call for them, and the days they work.
-- The tables of this file are read before the organisation of a request is known,
-- so row-level security does not apply to them; they hold no case.

-- The one source of time. Tests replace it by one that adds an offset.
create function heed_now() returns timestamptz
    language sql stable parallel safe
    as $$ select statement_timestamp() $$;

-- The organisations that the current transaction may see: what the program set, else none.
create function heed_organisations() returns uuid[]
    language sql stable parallel safe
    as $$ select coalesce(string_to_array(
              nullif(current_setting('heed.organisations', true), ''), ',')::uuid[], '{}') $$;

create table calendar_version (
    version     integer generated always as identity primary key,
    imported_at timestamptz not null default heed_now(),
    reason      text        not null check (reason in ('import', 'closure')),
    organisation_id uuid,              -- whose closures changed; null for an import
    sha256      bytea       check (octet_length(sha256) = 32)
);

create table bank_holiday (
    nation        text    not null check (nation in ('england-and-wales', 'scotland', 'northern-ireland')),
    day           date    not null,
    title         text    not null,
    from_version  integer not null references calendar_version,
    until_version integer references calendar_version, -- the version that took it back
    primary key (nation, day, from_version),
    check (until_version > from_version)
);

create table organisation (
    id                uuid primary key,
    slug              text    not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    name              text    not null,
    reference_prefix  text    not null unique check (reference_prefix ~ '^[A-Z][A-Z0-9]{1,7}$'),
    nation            text    not null check (nation in ('england-and-wales', 'scotland', 'northern-ireland')),
    procedure_version integer not null,
    created_at        timestamptz not null default heed_now()
);

create table organisation_closure (
    organisation_id uuid    not null references organisation,
    day             date    not null,
    title           text    not null,
    from_version    integer not null references calendar_version,
    until_version   integer references calendar_version,
    primary key (organisation_id, day, from_version),
    check (until_version > from_version)
);

create table site (
    organisation_id uuid not null references organisation,
    id              uuid not null,
    name            text not null,
    created_at      timestamptz not null default heed_now(),
    primary key (organisation_id, id),
    unique (organisation_id, name)
);

create table api_key (
    hash            bytea primary key check (octet_length(hash) = 32),
    organisation_id uuid not null,
    site_id         uuid not null,
    kind            text not null check (kind in ('secret', 'publishable')),
    name            text not null,
    created_at      timestamptz not null default heed_now(),
    expires_at      timestamptz,
    revoked_at      timestamptz,
    foreign key (organisation_id, site_id) references site
);

-- A person who works for organisations. The name is sealed with the directory key.
create table staff (
    id         uuid primary key,
    sealed     bytea not null,
    created_at timestamptz not null default heed_now()
);

-- organisation_id is null for a role over all organisations (operator, analyst).
create table staff_role (
    staff_id        uuid not null references staff,
    organisation_id uuid references organisation,
    role            text not null check (role in ('intake', 'handler', 'manager', 'ceo', 'trustee', 'chair',
                        'vice_chair', 'safeguarding_officer', 'safeguarding_trustee', 'review_panel',
                        'register_keeper', 'organisation_admin', 'auditor', 'operator', 'analyst')),
    created_at      timestamptz not null default heed_now(),
    unique nulls not distinct (staff_id, organisation_id, role),
    check ((organisation_id is null) = (role in ('operator', 'analyst')))
);

create table staff_token (
    hash            bytea primary key check (octet_length(hash) = 32),
    staff_id        uuid not null references staff,
    organisation_id uuid references organisation, -- null for a role over all organisations
    created_at      timestamptz not null default heed_now(),
    expires_at      timestamptz not null,
    revoked_at      timestamptz
);

-- A version of an organisation's procedure: data, never changed once activated.
create table procedure_version (
    organisation_id uuid    not null references organisation,
    version         integer not null check (version > 0),
    document        json    not null,
    sha256          bytea   not null check (octet_length(sha256) = 32),
    activated_at    timestamptz not null default heed_now(),
    primary key (organisation_id, version)
);

alter table organisation add foreign key (id, procedure_version) references procedure_version
    deferrable initially deferred;
