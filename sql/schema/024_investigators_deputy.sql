-- Nothing waits for an investigator who is away: their deputy does it, and is told, else whoever names
-- investigators. Rule: A17, D9.

alter table notification drop constraint notification_type_check;
alter table notification add constraint notification_type_check
    check (type in ('assigned', 'referred', 'message', 'disadvantage', 'named', 'handed_over', 'due_soon',
                    'breached', 'alarm', 'moved', 'nobody_left', 'erasure_asked', 'investigator_away'));
create index case_investigator_staff on case_investigator (staff_id);

-- The second wall, as 016 has it, and who deputises for an investigator who is away sees what that
-- person was named to investigate, unless that person is part of it.
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
                                                  and (named.staff_id = (select heed_staff())
                                                       or (named.staff_id = any (
                                                               (select heed_stood_in_for())::uuid[])
                                                           and not exists (
                                                               select from case_person as part
                                                                where part.organisation_id = named.organisation_id
                                                                  and part.case_id = named.case_id
                                                                  and part.staff_id = named.staff_id
                                                                  and part.standing <> 'dismissed')))))
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
