-- Sites are told of their cases as long as a key lets them read how those stand, and that one was erased:
-- whoever keeps a copy deletes it then; and no key ends unrecorded. Rule: A12, B7, B10, D9.

-- Whether a site has a key that reads the status of its cases: neither revoked nor expired.
create function heed_site_reads(organisation uuid, site uuid) returns boolean
    language sql stable parallel safe
    as $$ select exists (select from api_key
                          where site_id = site
                            and organisation_id = organisation
                            and 'cases:status' = any (scopes)
                            and revoked_at is null
                            and (expires_at is null or expires_at > heed_now())) $$;
create index api_key_site on api_key (site_id, organisation_id) where revoked_at is null;
grant execute on function heed_site_reads(uuid, uuid) to heed_worker;

alter table webhook_delivery drop constraint webhook_delivery_type_check;
alter table webhook_delivery add constraint webhook_delivery_type_check
    check (type in ('case.received', 'case.status_changed', 'case.closed', 'case.erased'));

-- One word for one thing, here as in the contract.
alter table case_file rename erasure_on to erasure_not_before;

-- A key or token ends by being revoked or when another takes its place, both of which are on record:
-- sooner by the way it ended unrecorded. Rule: D9.
create or replace function heed_guard_credential() returns trigger
    language plpgsql
    as $$
declare
    may_change constant text[] := array['expires_at', 'revoked_at', 'successor', 'origins'];
begin
    if to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change
       or old.revoked_at is not null
       or old.successor is not null and new.successor is distinct from old.successor
       or new.expires_at is distinct from old.expires_at and new.successor is not distinct from old.successor
       or old.expires_at is not null and (new.expires_at is null or new.expires_at > old.expires_at) then
        raise check_violation using message = 'a credential can only end, and only sooner';
    end if;
    return new;
end $$;
