-- Staff who sign in with a provider of their organisation (OpenID Connect). Like those of 001 these
-- tables are read before the organisation of a request is known, so row-level security does not
-- apply to them; they hold no case. Rule: A12.

-- Whose keys are asked for, and where; one issuer may serve several organisations.
create table token_issuer (
    issuer   text primary key check (issuer ~ '^https?://[^?#[:space:]]+$' and length(issuer) <= 500),
    keys_url text check (keys_url ~ '^https?://[^#[:space:]]+$' and length(keys_url) <= 500) -- null: discovered
);

create table identity_provider (
    organisation_id   uuid    not null references organisation,
    id                uuid    not null,
    issuer            text    not null references token_issuer,
    audience          text    not null check (length(audience) between 1 and 500), -- a token must be for it
    subject_claim     text    not null,             -- which claim says who it is
    roles_claim       text    not null,             -- which says what they may do
    needs_access_type boolean not null,             -- tokens must say that they are access tokens
    admits_newcomers  boolean not null,             -- whoever is not known is made staff
    is_active         boolean not null default true,
    created_at        timestamptz not null default heed_now(),
    primary key (organisation_id, id),
    unique (organisation_id, issuer, audience)
);
create index identity_provider_issuer on identity_provider (issuer);

-- What a value of the roles claim means: the only roles that the provider can give.
create table identity_provider_role (
    organisation_id uuid not null,
    provider_id     uuid not null,
    value           text not null check (length(value) between 1 and 500),
    role            text not null check (role not in ('operator', 'analyst')),
    primary key (organisation_id, provider_id, value, role),
    foreign key (organisation_id, provider_id) references identity_provider
);

-- Who a provider's subject is. The subject itself is not kept.
create table staff_identity (
    hash       bytea primary key check (octet_length(hash) = 32), -- keyed; of issuer, claim and subject
    issuer     text  not null references token_issuer,
    staff_id   uuid  not null references staff,
    created_at timestamptz not null default heed_now()
);
create index staff_identity_staff on staff_identity (staff_id);

-- The newest token of a person says what they may do; one that was issued before it adds nothing.
create table staff_sign_in (
    organisation_id uuid        not null,
    provider_id     uuid        not null,
    staff_id        uuid        not null references staff,
    issued_at       timestamptz not null,
    primary key (organisation_id, provider_id, staff_id),
    foreign key (organisation_id, provider_id) references identity_provider
);

-- Whose tokens give the role; null: an administrator gave it.
alter table staff_role add provider_id uuid;
alter table staff_role add foreign key (organisation_id, provider_id) references identity_provider;
alter table staff_role drop constraint staff_role_staff_id_organisation_id_role_key;
alter table staff_role add unique nulls not distinct (staff_id, organisation_id, role, provider_id);

-- Since when the person may not sign in any more, by token or provider.
alter table staff add disabled_at timestamptz;

-- The API's role may not give anybody a role: these give what a provider may, to whom it knows.

-- Makes staff of somebody whom the provider names and nobody knows yet; answers who it is, also when
-- another program was faster.
create function heed_admit(organisation uuid, provider uuid, identity bytea, newcomer uuid, details bytea)
    returns uuid
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
    as $$
    begin
        with linked as (
            insert into staff_identity (hash, issuer, staff_id)
            select identity, chosen.issuer, newcomer
              from identity_provider as chosen
             where chosen.organisation_id = organisation
               and chosen.id = provider
               and chosen.is_active
               and chosen.admits_newcomers
                on conflict do nothing
            returning staff_id)
        insert into staff (id, sealed)
        select staff_id, details from linked;
        return (select staff_id from staff_identity where hash = identity);
    end $$;

-- What a token says that a person may do, unless a newer one has said it.
create function heed_follow_token(organisation uuid, provider uuid, identity bytea, issued timestamptz,
                                  told text[])
    returns void
    language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
    as $$
    declare
        person uuid;
    begin
        select known.staff_id into person
          from staff_identity as known
          join identity_provider as chosen using (issuer)
         where known.hash = identity
           and chosen.organisation_id = organisation
           and chosen.id = provider
           and chosen.is_active;
        insert into staff_sign_in as kept (organisation_id, provider_id, staff_id, issued_at)
        select organisation, provider, person, issued
         where person is not null
            on conflict (organisation_id, provider_id, staff_id) do update
           set issued_at = excluded.issued_at
         where kept.issued_at <= excluded.issued_at;
        if not found then
            return;
        end if;
        delete from staff_role as held
         where held.staff_id = person
           and held.organisation_id = organisation
           and held.provider_id = provider
           and held.role <> all (told);
        insert into staff_role (staff_id, organisation_id, role, provider_id)
        select distinct person, organisation, given.role, provider
          from identity_provider_role as given
         where given.organisation_id = organisation
           and given.provider_id = provider
           and given.role = any (told)
            on conflict do nothing;
    end $$;

revoke all on token_issuer, identity_provider, identity_provider_role, staff_identity, staff_sign_in from public;
revoke all on function heed_admit(uuid, uuid, bytea, uuid, bytea),
    heed_follow_token(uuid, uuid, bytea, timestamptz, text[]) from public;
grant execute on function heed_admit(uuid, uuid, bytea, uuid, bytea),
    heed_follow_token(uuid, uuid, bytea, timestamptz, text[]) to heed_api;
grant select on token_issuer, identity_provider, identity_provider_role, staff_identity, staff_sign_in
    to heed_api;
grant select on staff_identity, staff_sign_in to heed_worker;
grant select, insert, update on token_issuer, identity_provider to heed_worker;
grant select, insert, delete on identity_provider_role to heed_worker;
grant insert, delete on staff_identity to heed_worker;
grant delete on staff_role to heed_worker;
grant update (disabled_at) on staff to heed_worker;
