-- name: case_person_save
-- rows: none
-- $1 organisation, $2 case, $3 seq, $4 staff, $5 part, $6 standing
insert into case_person (organisation_id, case_id, seq, staff_id, part, standing)
values ($1, $2, $3, $4, $5, $6)
    on conflict (organisation_id, case_id, seq) do update
   set standing = excluded.standing;

-- name: case_admit
-- rows: none
-- Lets somebody into a case that is sealed off.
-- $1 organisation, $2 case, $3 staff, $4 seq
insert into case_admission (organisation_id, case_id, staff_id, seq)
values ($1, $2, $3, $4)
    on conflict do nothing;

-- name: handovers_find
-- rows: many
-- The sealed cases that wait for whoever they were handed to, of whom nobody is there, or may do it any
-- more. Each is held, so that what is done about it meanwhile is known.
-- $1 organisation, $2 one of those whom they were handed to
select case_file.id
  from case_admission as handed
  join case_file on case_file.organisation_id = handed.organisation_id
                and case_file.id = handed.case_id
 where handed.organisation_id = $1
   and handed.staff_id = $2
   and case_file.sealed_off
   and case_file.state = 'safeguarding'
   and (heed_is_absent($1, $2) or not heed_may_be_given($1, $2, true))
   and not exists (
        select from case_admission as admission
         where admission.organisation_id = handed.organisation_id
           and admission.case_id = handed.case_id
           and not heed_is_absent(admission.organisation_id, admission.staff_id)
           and heed_may_be_given(admission.organisation_id, admission.staff_id, true)
           and not exists (select from heed_part(admission.organisation_id, admission.case_id,
                                                 admission.staff_id)))
 order by case_file.id
   for no key update of case_file;

-- name: case_investigators_add
-- rows: none
-- $1 organisation, $2 case, $3 staff, $4 seq
insert into case_investigator (organisation_id, case_id, staff_id, seq)
select $1, $2, staff_id, $4::integer
  from unnest($3::uuid[]) as staff_id
    on conflict do nothing;

-- name: case_investigators_drop
-- rows: none
-- Lets go of whoever was named before, unless they are among these.
-- $1 organisation, $2 case, $3 staff
delete from case_investigator
 where organisation_id = $1
   and case_id = $2
   and staff_id <> all ($3::uuid[]);

-- name: investigations_find
-- rows: many
-- The cases that somebody who is away, has left, or lost the role was named to investigate, while the
-- investigation is open.
-- $1 organisation, $2 staff
select case_file.id
  from case_investigator as investigator
  join case_file on case_file.organisation_id = investigator.organisation_id
                and case_file.id = investigator.case_id
 cross join lateral (
        select type, facts
          from case_event
         where case_event.organisation_id = case_file.organisation_id
           and case_event.case_id = case_file.id
           and case_event.type in ('investigation_opened', 'investigation_reassigned',
                                   'investigation_closed')
         order by seq desc
         limit 1) as latest
 where investigator.organisation_id = $1
   and investigator.staff_id = $2
   and not case_file.sealed_off
   and case_file.state <> 'closed'
   and latest.type <> 'investigation_closed'
   and (latest.facts -> 'members')::jsonb ? $2::text
   and (heed_is_absent($1, $2) or not heed_may_be_given($1, $2, false))
   and not exists (select from heed_part(investigator.organisation_id, investigator.case_id,
                                         investigator.staff_id))
 order by case_file.id;

-- name: case_bonds_read
-- rows: one
-- How a member of staff stands to a case, as far as the file itself does not tell.
-- $1 organisation, $2 case, $3 staff, $4 its handler, $5 its point of contact
select exists (select from heed_part($1, $2, $3)) as is_part_of_it,
       exists (select from case_admission
                where organisation_id = $1
                  and case_id = $2
                  and staff_id = $3) as is_handed_to,
       exists (select from case_investigator
                where organisation_id = $1
                  and case_id = $2
                  and staff_id = $3) as is_investigator,
       exists (select from staff_deputy
                where organisation_id = $1
                  and staff_id = $4
                  and deputy_id = $3
                  and heed_is_absent($1, $4)) as is_handlers_deputy,
       exists (select from staff_deputy as named
                 join staff_role as held on held.staff_id = named.staff_id
                                        and held.organisation_id = named.organisation_id
                                        and held.role = 'trustee'
                where named.organisation_id = $1
                  and named.staff_id = $4
                  and named.deputy_id = $3
                  and heed_is_absent($1, $4)) as is_trustees_deputy,
       exists (select from staff_deputy
                where organisation_id = $1
                  and staff_id = $5
                  and deputy_id = $3
                  and heed_is_absent($1, $5)) as is_contacts_deputy,
       exists (select from case_investigator as investigator
                 join staff_deputy as named on named.organisation_id = investigator.organisation_id
                                           and named.staff_id = investigator.staff_id
                where investigator.organisation_id = $1
                  and investigator.case_id = $2
                  and named.deputy_id = $3
                  and heed_is_absent($1, investigator.staff_id)
                  and not exists (select from heed_part($1, $2, investigator.staff_id)))
           as is_investigators_deputy,
       exists (select from case_admission as admission
                 join staff_deputy as named on named.organisation_id = admission.organisation_id
                                           and named.staff_id = admission.staff_id
                where admission.organisation_id = $1
                  and admission.case_id = $2
                  and named.deputy_id = $3
                  and heed_is_absent($1, admission.staff_id)
                  and not exists (select from heed_part($1, $2, admission.staff_id)))
           as is_officers_deputy,
       heed_is_before($1, $2, '{board}') as is_before_board,
       heed_is_before($1, $2, '{committee}') as is_before_committee,
       heed_is_before($1, $2, '{review_panel}') as is_before_review_panel;

-- name: substitute_find
-- rows: one
-- Who takes a case over: of the first role that somebody holds who is not part of it, the one who
-- has held it longest; whoever is away only when everybody is.
-- $1 organisation, $2 roles, the first choice first, $3 staff who must not
select staff_role.staff_id
  from staff_role
  join unnest($2::text[]) with ordinality as wanted (role, place) using (role)
  join staff on staff.id = staff_role.staff_id and staff.disabled_at is null
 where staff_role.organisation_id = $1
   and staff_role.staff_id <> all ($3::uuid[])
 order by heed_is_absent($1, staff_role.staff_id), wanted.place, staff_role.created_at,
          staff_role.staff_id
 limit 1;

-- name: detached_count
-- rows: one
-- How many people are left who have one of these roles and are not part of the case.
-- $1 organisation, $2 roles, $3 staff who are part of it
select count(distinct staff_role.staff_id)::integer as people
  from staff_role
  join staff on staff.id = staff_role.staff_id and staff.disabled_at is null
 where staff_role.organisation_id = $1
   and staff_role.role = any ($2::text[])
   and staff_role.staff_id <> all ($3::uuid[]);
