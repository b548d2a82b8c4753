-- What is kept of a case is for whoever sees the case, above all its key: for anybody else of the
-- organisation what is sealed stays sealed, whatever rows they come by. Left to the organisation are
-- promises and what the sight itself is reckoned from, for reading; on behalf of a member of staff
-- none of it is written, so that nobody takes sight. Rule: A12, A13, B7, C11.

-- What part somebody has in a case: complained about or conflicted, and not dismissed. No row: none.
create function heed_part(organisation uuid, subject uuid, person uuid) returns table (part text)
    language sql stable parallel safe
    as $$ select case_person.part
            from case_person
           where case_person.organisation_id = organisation
             and case_person.case_id = subject
             and case_person.staff_id = person
             and case_person.standing <> 'dismissed' $$;

-- As in 012, and not in SQL, so that its plan is kept: it was made anew three times for every case that
-- somebody read.
create or replace function heed_is_before(organisation uuid, subject uuid, bodies text[])
    returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return exists (select from case_clock
                        where organisation_id = organisation
                          and case_id = subject
                          and awaits = any (bodies)
                          and superseded_at is null)
            or exists (select from case_event
                         join meeting on meeting.organisation_id = organisation
                                     and meeting.id = (case_event.facts ->> 'meeting')::uuid
                        where case_event.organisation_id = organisation
                          and case_event.case_id = subject
                          and (case_event.type = 'tabled') is true
                          and meeting.body = any (bodies));
    end $$;

-- Whether the current transaction sees a case: case_file has its own policy. For tables that are looked
-- up one case at a time, never joined: it takes a tenth of a millisecond a row. Not in SQL, so that its
-- plan is kept, and nothing is made ready where it is not asked: programs and sites see all. It is said
-- to cost next to nothing, so that no plan is chosen by it.
create function heed_sees(organisation uuid, subject uuid) returns boolean
    language plpgsql stable parallel safe cost 1
    as $$ begin
        return exists (select from case_file where organisation_id = organisation and id = subject);
    end $$;

-- Besides own_organisation, which stays as it is.
do $$
declare
    guarded text;
begin
    foreach guarded in array array['case_key', 'case_outcome', 'clock_change'] loop
        execute format('create policy in_sight on %I as restrictive '
            'using ((select heed_staff()) is null or heed_sees(organisation_id, case_id)) '
            'with check (true)', guarded);
    end loop;
end $$;

-- What staff were told, and what they asked for, is for each of them.
create policy told_to_them on notification as restrictive to heed_api
    using ((select heed_staff()) is null or staff_id = (select heed_staff())) with check (true);
create policy asked_by_them on idempotency as restrictive to heed_api
    using ((select heed_staff()) is null or caller_id = (select heed_staff())) with check (true);

-- When an act is saved the API acts for the organisation: what it does there is not decided by whom it
-- asks. History alone is added before, to what they see.
do $$
declare
    guarded text;
begin
    foreach guarded in array array['case_person', 'case_admission', 'case_investigator', 'case_clock'] loop
        execute format('create policy not_added_by_staff on %I as restrictive for insert '
            'with check ((select heed_staff()) is null)', guarded);
        execute format('create policy not_changed_by_staff on %I as restrictive for update '
            'using ((select heed_staff()) is null)', guarded);
        execute format('create policy not_taken_by_staff on %I as restrictive for delete '
            'using ((select heed_staff()) is null)', guarded);
    end loop;
end $$;
create policy added_in_sight on case_event as restrictive for insert
    with check ((select heed_staff()) is null or heed_sees(organisation_id, case_id));

grant execute on function heed_part(uuid, uuid, uuid), heed_sees(uuid, uuid) to heed_api, heed_worker;
