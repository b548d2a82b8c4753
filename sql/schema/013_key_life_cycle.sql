-- The life of keys and tokens: a public id, what they are for, from where, who made and ended them.
-- Rule: A12, D9.

alter table api_key add id uuid not null default gen_random_uuid() unique; -- shown in lists; the hash never is
alter table api_key add scopes text[] not null default '{cases:create,cases:status}'
    check (scopes <@ array['cases:create', 'cases:status'] and cardinality(scopes) > 0);
alter table api_key add origins text[] not null default '{}'; -- the pages that may use it, "https://example.org"
alter table api_key add successor uuid references api_key (id); -- the key that takes its place
update api_key set scopes = '{cases:create}' where kind = 'publishable';
alter table api_key alter id drop default;
alter table api_key alter scopes drop default;
alter table api_key add constraint api_key_secret_origins check (kind = 'publishable' or origins = '{}');
alter table api_key add constraint api_key_publishable_scopes
    check (kind = 'secret' or scopes = '{cases:create}');
create index api_key_origins on api_key (kind) where kind = 'publishable' and revoked_at is null;

alter table staff_token add id uuid not null default gen_random_uuid() unique;
alter table staff_token add name text not null default '';          -- what it is for; nobody's name
alter table staff_token add successor uuid references staff_token (id);
alter table staff_token alter id drop default;

-- When a key or token was last used, give or take a minute. Apart from them, so that whoever revokes
-- one never waits for those who use it.
create table credential_use (
    credential_id uuid primary key,
    last_used_at  timestamptz not null
);

-- Who made, rotated, revoked which key or token. Append-only; written by the triggers below alone, so
-- that no program can leave it out.
create table credential_change (
    id              bigint      generated always as identity primary key,
    organisation_id uuid        references organisation, -- null: over all organisations
    credential_id   uuid        not null,
    change          text        not null check (change in ('created', 'rotated', 'revoked', 'origins_changed')),
    changed_at      timestamptz not null,
    staff_id        uuid        references staff,        -- null: the heed program
    origins         text[]                               -- those that it was changed to
);
create index credential_change_credential on credential_change (credential_id);

-- A key or token is what it was made as: it can only end, and sooner than it would have.
create function heed_guard_credential() returns trigger
    language plpgsql
    as $$
declare
    may_change constant text[] := array['expires_at', 'revoked_at', 'successor', 'origins'];
begin
    if to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change
       or old.revoked_at is not null
       or old.successor is not null and new.successor is distinct from old.successor
       or old.expires_at is not null and (new.expires_at is null or new.expires_at > old.expires_at) then
        raise check_violation using message = 'a credential can only end, and only sooner';
    end if;
    return new;
end $$;

create function heed_record_credential() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
begin
    insert into credential_change (organisation_id, credential_id, change, changed_at, staff_id, origins)
    select new.organisation_id, new.id, done.change, heed_now(), heed_staff(),
           case when done.change = 'origins_changed'
                then array(select jsonb_array_elements_text(to_jsonb(new) -> 'origins')) end
      from unnest(array[
               case when tg_op = 'INSERT' then 'created' end,
               case when tg_op = 'UPDATE' and new.successor is distinct from old.successor then 'rotated' end,
               case when tg_op = 'UPDATE' and new.revoked_at is distinct from old.revoked_at then 'revoked' end,
               case when tg_op = 'UPDATE' and to_jsonb(new) -> 'origins' is distinct from to_jsonb(old) -> 'origins'
                    then 'origins_changed' end]) as done (change)
     where done.change is not null;
    return null;
end $$;

-- Whether the member of staff who asks administers an organisation of this transaction.
create function heed_administers(organisation uuid) returns boolean
    language sql stable parallel safe
    as $$ select organisation = any (heed_organisations())
             and exists (select from staff_role
                          where staff_id = heed_staff()
                            and organisation_id = organisation
                            and role = 'organisation_admin') $$;

do $$
declare
    kept text;
begin
    foreach kept in array array['api_key', 'staff_token'] loop
        execute format('create trigger guarded before update on %I '
            'for each row execute function heed_guard_credential()', kept);
        execute format('create trigger recorded after insert or update on %I '
            'for each row execute function heed_record_credential()', kept);
        -- They are read before the organisation is known, and changed over HTTP by its administrators alone.
        execute format('alter table %I enable row level security', kept);
        execute format('create policy read_by_programs on %I for select using (true)', kept);
        execute format('create policy administered on %I to heed_worker using (true) with check (true)', kept);
        execute format('create policy changed_by_administrators on %I for update to heed_api '
            'using (heed_administers(organisation_id))', kept);
    end loop;
end $$;
create policy added_by_administrators on api_key for insert to heed_api
    with check (heed_administers(organisation_id));

alter table credential_change enable row level security;
alter table credential_change force row level security;
create policy own_organisation on credential_change for select
    using (organisation_id = any ((select heed_organisations())::uuid[]));
create policy recorded on credential_change for insert with check (true);

revoke all on credential_use, credential_change from public;
grant execute on function heed_administers(uuid) to heed_api, heed_worker;
grant select on credential_change to heed_api, heed_worker;
grant select, insert, update on credential_use to heed_api;
grant select on credential_use to heed_worker;
grant insert (id, hash, organisation_id, site_id, kind, name, scopes, origins, created_at, expires_at)
    on api_key to heed_api;
grant update (expires_at, revoked_at, successor, origins) on api_key to heed_api;
grant update (revoked_at) on staff_token to heed_api;
