-- Sites are told of their cases as long as a key lets them read how those stand, and that one was erased:
-- whoever keeps a copy deletes it then. Rule: A12, B7, B10.

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
