-- Who deputises for whom, and who is away: administrators say so, nobody for themselves alone. Nothing
-- waits for somebody who is away. Rule: A13, A15, D9.

create table staff_deputy (
    organisation_id uuid not null references organisation,
    staff_id        uuid not null references staff,
    deputy_id       uuid not null references staff,
    created_at      timestamptz not null default heed_now(),
    primary key (organisation_id, staff_id),
    check (deputy_id <> staff_id)
);
create index staff_deputy_deputy on staff_deputy (organisation_id, deputy_id);

create table staff_absence (
    organisation_id uuid not null references organisation,
    staff_id        uuid not null references staff,
    first_day       date not null,                 -- local days, both of them away
    last_day        date not null,
    primary key (organisation_id, staff_id, first_day),
    check (first_day <= last_day)
);

do $$
declare
    guarded text;
begin
    foreach guarded in array array['staff_deputy', 'staff_absence'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format('create policy own_organisation on %I '
            'using (organisation_id = any ((select heed_organisations())::uuid[]))', guarded);
    end loop;
end $$;

-- Whether somebody is away today.
create function heed_is_absent(organisation uuid, person uuid) returns boolean
    language sql stable parallel safe
    as $$ select exists (select from staff_absence
                          where organisation_id = organisation
                            and staff_id = person
                            and (heed_now() at time zone 'Europe/London')::date
                                between first_day and last_day) $$;

-- Those who are away and for whom the member of staff who asks deputises.
create function heed_stood_in_for() returns uuid[]
    language sql stable parallel safe
    as $$ select coalesce(array_agg(staff_id), '{}')
            from staff_deputy
           where organisation_id = any (heed_organisations())
             and deputy_id = heed_staff()
             and heed_is_absent(organisation_id, staff_id) $$;

-- The second wall, as 012 has it, and who deputises for somebody who is away sees what that person
-- deals with, is asked about, or was handed, unless that person is part of it.
drop policy own_organisation on case_file;
create policy own_organisation on case_file
    using ((organisation_id = any ((select heed_organisations())::uuid[])) is true
           and ((select heed_staff()) is null
                or (not exists (select from case_person as part
                                 where part.organisation_id = case_file.organisation_id
                                   and part.case_id = case_file.id
                                   and part.staff_id = (select heed_staff())
                                   and part.standing <> 'dismissed')
                    and exists (
                        select from staff_role as held
                         where held.organisation_id = case_file.organisation_id
                           and held.staff_id = (select heed_staff())
                           and case
                                   when case_file.sealed_off then
                                       held.role = 'safeguarding_officer'
                                       or (held.role in ('safeguarding_trustee', 'manager', 'ceo',
                                                         'chair', 'vice_chair')
                                           and exists (
                                               select from case_admission as admission
                                                where admission.organisation_id = case_file.organisation_id
                                                  and admission.case_id = case_file.id
                                                  and (admission.staff_id = (select heed_staff())
                                                       or (admission.staff_id = any (
                                                               (select heed_stood_in_for())::uuid[])
                                                           and not exists (
                                                               select from case_person as part
                                                                where part.organisation_id = admission.organisation_id
                                                                  and part.case_id = admission.case_id
                                                                  and part.staff_id = admission.staff_id
                                                                  and part.standing <> 'dismissed')))))
                                   when held.role in ('manager', 'ceo', 'chair', 'vice_chair', 'auditor')
                                       then true
                                   when held.role = 'handler' and case_file.handler is null
                                        and case_file.state <> 'closed'
                                       then true
                                   when held.role in ('handler', 'trustee')
                                        and ((select heed_staff()) in (case_file.handler,
                                                                       case_file.point_of_contact)
                                             or (array[case_file.handler, case_file.point_of_contact]
                                                 && (select heed_stood_in_for())::uuid[])
                                             or exists (
                                               select from case_investigator as named
                                                where named.organisation_id = case_file.organisation_id
                                                  and named.case_id = case_file.id
                                                  and named.staff_id = (select heed_staff())))
                                       then true
                                   when held.role = 'trustee' then
                                       heed_is_before(case_file.organisation_id, case_file.id,
                                                      '{board,committee}')
                                   when held.role = 'review_panel' then
                                       heed_is_before(case_file.organisation_id, case_file.id,
                                                      '{review_panel}')
                                   else false
                               end))))
    with check (organisation_id = any ((select heed_organisations())::uuid[]));

revoke all on staff_deputy, staff_absence from public;
grant execute on function heed_is_absent(uuid, uuid), heed_stood_in_for() to heed_api, heed_worker;
grant select on staff_deputy, staff_absence to heed_api, heed_worker;
grant insert, update, delete on staff_deputy, staff_absence to heed_worker;

-- How customers reach somebody stands with the details that are sealed.
grant update (sealed) on staff to heed_worker;
