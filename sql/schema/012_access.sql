-- Sight by relation: staff see the cases that the table of common/domain/access.def lets them do
-- something about, and no others. Rule: A12, A13, C11, D9, D11, D17.

-- Who was named to investigate a case. Append-only.
create table case_investigator (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    staff_id        uuid    not null references staff,
    seq             integer not null,              -- of the event that named them
    primary key (organisation_id, case_id, staff_id),
    foreign key (organisation_id, case_id) references case_file
);

-- The body for whose meeting a clock waits, whether one is near or not. Rule: A16, D4.
alter table case_clock add awaits text check (awaits in ('board', 'committee', 'review_panel'));

-- The owner sees every row while what was recorded before is brought along.
alter table case_event no force row level security;
alter table case_file no force row level security;
alter table case_clock no force row level security;
alter table procedure_version no force row level security;
insert into case_investigator (organisation_id, case_id, staff_id, seq)
select organisation_id, case_id, member::uuid, min(seq)
  from case_event
 cross join lateral json_array_elements_text(facts -> 'members') as named (member)
 where type = 'investigation_opened'
   and json_typeof(facts -> 'members') = 'array'
 group by organisation_id, case_id, member;
update case_clock as clock
   set awaits = rule ->> 'body'
  from case_file
  join procedure_version on procedure_version.organisation_id = case_file.organisation_id
                        and procedure_version.version = case_file.procedure_version
 cross join lateral json_array_elements(document -> 'standards') as promise (rule)
 where case_file.organisation_id = clock.organisation_id
   and case_file.id = clock.case_id
   and rule ->> 'code' = clock.standard
   and rule ->> 'due' = 'next_meeting';
alter table case_event force row level security;
alter table case_file force row level security;
alter table case_clock force row level security;
alter table procedure_version force row level security;

alter table case_investigator enable row level security;
alter table case_investigator force row level security;
create policy own_organisation on case_investigator
    using (organisation_id = any ((select heed_organisations())::uuid[]));

-- Whether a case waits, or waited, for a meeting of one of these bodies, or was tabled for one.
-- "is true" keeps out an index of all that was ever tabled: planned while the tables are empty, it
-- looks as good as the one of the case.
create function heed_is_before(organisation uuid, subject uuid, bodies text[]) returns boolean
    language sql stable parallel safe
    as $$ select exists (select from case_clock
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
                            and meeting.body = any (bodies)) $$;

-- The second wall. Nobody sees what they are part of; what is sealed is seen by safeguarding officers
-- and by those whom it was handed to; all else by those who lead, by an auditor, and by whoever has to
-- do with it: handlers also while nobody does. Programs and websites act for the organisation.
-- "is true" as in 007.
drop policy own_organisation on case_file;
drop function heed_may_know(uuid, uuid, boolean);
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
                                                  and admission.staff_id = (select heed_staff())))
                                   when held.role in ('manager', 'ceo', 'chair', 'vice_chair', 'auditor')
                                       then true
                                   when held.role = 'handler' and case_file.handler is null
                                        and case_file.state <> 'closed'
                                       then true
                                   when held.role in ('handler', 'trustee')
                                        and ((select heed_staff()) in (case_file.handler,
                                                                       case_file.point_of_contact)
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

revoke all on case_investigator from public;
grant execute on function heed_is_before(uuid, uuid, text[]) to heed_api, heed_worker;
grant select, insert on case_investigator to heed_api;
grant select on case_investigator to heed_worker;
