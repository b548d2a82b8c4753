-- Who may touch what. Row-level security on every table of an organisation, also for the owner;
-- the programs' roles get what they need and nothing else. Rule: A12, B12.

do $$
declare
    guarded text;
begin
    foreach guarded in array array['procedure_version', 'case_file', 'case_key', 'case_event', 'case_clock',
            'clock_change', 'breach', 'breach_correction', 'case_outcome', 'idempotency', 'case_fact',
            'case_fact_standard', 'case_movement'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format('create policy own_organisation on %I '
            'using (organisation_id = any ((select heed_organisations())::uuid[]))', guarded);
    end loop;
end $$;

-- Only the owner makes tables: a temporary one of the same name would be found before ours.
revoke create on schema public from public;
do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
end $$;

revoke all on all tables in schema public from public;
grant usage on schema public to heed_api, heed_worker;
grant execute on function heed_now(), heed_organisations() to heed_api, heed_worker;

-- Both programs read these.
grant select on organisation, organisation_closure, calendar_version, bank_holiday, site, api_key, staff,
    staff_role, staff_token, procedure_version, key_epoch to heed_api, heed_worker;

-- The first program that seals anything notes which key ring it used.
grant update (check_value) on key_epoch to heed_api, heed_worker;

-- The API takes in cases and records acts.
grant select, insert, update on case_file, case_clock to heed_api;
grant select, insert on case_key, case_event, clock_change, breach, breach_correction, case_outcome,
    idempotency to heed_api;
grant select, insert, update on outbox to heed_api;

-- The worker reacts, counts, cleans up; the heed program administers with the same role.
grant select on case_file, case_event, case_key, case_outcome to heed_worker;
grant update (version) on case_file to heed_worker;          -- select … for update needs it
grant select, insert, update on case_clock to heed_worker;
grant select, insert on clock_change, breach, breach_correction to heed_worker;
grant select, delete on idempotency to heed_worker;
grant select, insert, update, delete on outbox to heed_worker;
grant select, insert, update, delete on case_fact, case_fact_standard, case_movement to heed_worker;
grant insert, update on organisation, organisation_closure, bank_holiday, api_key, staff_token to heed_worker;
grant insert on calendar_version, site, staff, staff_role, procedure_version to heed_worker;
