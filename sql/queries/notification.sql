-- name: recipients_find
-- rows: many
-- Who is told of cases, and in whose place: of each the favourite, else who has held the first role of
-- the line longest; nobody who is part of it, nobody who has left or lost the role, no handler of what
-- another one deals with or what is closed, no trustee of what never came before them: they do not see
-- it. For whoever is away their deputy is told, if they may see it, else who is next; somebody who is
-- away only when all are, or when the telling is for nobody else.
-- Cases are looked up by id alone, one by one (limit 1): planned while the tables are empty, a join
-- might read all of them.
-- $1 organisations, $2 cases, $3 favourites, $4 lines of roles, the first choice first, separated by
-- commas, $5 whether everyone of a line is told, $6 people who are the favourite by name
select wanted.number, chosen.staff_id, chosen.in_place_of
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::boolean[],
              $6::uuid[]) with ordinality
           as wanted (organisation_id, case_id, favourite, line, everyone, person, number)
 cross join lateral (
        select handler, point_of_contact, state, sealed_off
          from case_file
         where case_file.id = wanted.case_id
         limit 1) as told
 cross join lateral (
        select case wanted.favourite
                   when 'handler' then told.handler
                   when 'person' then wanted.person
                   when 'contact' then coalesce(told.point_of_contact, told.handler)
                   when 'officer' then (select admission.staff_id
                                          from case_admission as admission
                                         where admission.organisation_id = wanted.organisation_id
                                           and admission.case_id = wanted.case_id
                                         order by admission.seq desc,
                                                  heed_is_absent(wanted.organisation_id, admission.staff_id)
                                                  or not heed_may_be_given(wanted.organisation_id,
                                                                           admission.staff_id, true)
                                         limit 1)
               end as staff_id,
               case wanted.favourite when 'contact' then told.handler end as next_id
         limit 1) as favourite
 cross join lateral (
        with in_line as (
            select distinct on (staff_role.staff_id) staff_role.staff_id, null::uuid as in_place_of,
                   staff_role.created_at,
                   case when staff_role.staff_id = favourite.staff_id then 0
                        when staff_role.staff_id = favourite.next_id then 1
                        else 1 + array_position(string_to_array(wanted.line, ','), staff_role.role)
                   end as place,
                   heed_is_absent(wanted.organisation_id, staff_role.staff_id) as is_absent
              from staff_role
              join staff on staff.id = staff_role.staff_id and staff.disabled_at is null
             where staff_role.organisation_id = wanted.organisation_id
               and ((staff_role.staff_id in (favourite.staff_id, favourite.next_id)
                     and (wanted.line = ''
                          or heed_may_be_given(wanted.organisation_id, staff_role.staff_id,
                                               told.sealed_off)))
                    or (staff_role.role = any (string_to_array(wanted.line, ','))
                        and case staff_role.role
                                when 'handler' then
                                    (told.handler is null and told.state <> 'closed')
                                    or staff_role.staff_id in (told.handler, told.point_of_contact)
                                when 'trustee' then
                                    staff_role.staff_id in (told.handler, told.point_of_contact)
                                    or heed_is_before(wanted.organisation_id, wanted.case_id,
                                                      '{board,committee}')
                                else true
                            end))
             order by staff_role.staff_id, place, staff_role.created_at),
        standing_in as (
            select named.deputy_id as staff_id, in_line.staff_id as in_place_of, in_line.created_at,
                   in_line.place,
                   heed_is_absent(wanted.organisation_id, named.deputy_id) as is_absent
              from in_line
              join staff_deputy as named on named.organisation_id = wanted.organisation_id
                                        and named.staff_id = in_line.staff_id
              join staff on staff.id = named.deputy_id and staff.disabled_at is null
             where in_line.is_absent
               and wanted.line <> ''
               and not exists (select from heed_part(wanted.organisation_id, wanted.case_id,
                                                     in_line.staff_id))
               and exists (
                    select from staff_role as held
                     where held.organisation_id = wanted.organisation_id
                       and held.staff_id = named.deputy_id
                       and held.role = any (
                           case when told.sealed_off and in_line.place > 1
                                     and not exists (
                                         select from case_admission as admission
                                          where admission.organisation_id = wanted.organisation_id
                                            and admission.case_id = wanted.case_id
                                            and admission.staff_id = in_line.staff_id)
                                    then '{safeguarding_officer}'
                                when told.sealed_off then '{safeguarding_officer, safeguarding_trustee,
                                                            manager, ceo, chair, vice_chair}'
                                when in_line.place > 1 then '{manager, ceo, chair, vice_chair}'
                                else '{handler, trustee, manager, ceo, chair, vice_chair}'
                           end::text[])))
        select first_place.staff_id, first_place.in_place_of
          from (select distinct on (candidate.staff_id) candidate.*
                  from (select in_line.*, 0 as step from in_line
                        union all
                        select standing_in.*, 1 from standing_in) as candidate
                 where not exists (select from heed_part(wanted.organisation_id, wanted.case_id,
                                                         candidate.staff_id))
                 order by candidate.staff_id, candidate.place, candidate.created_at, candidate.step) as first_place
         order by first_place.is_absent, first_place.place, first_place.created_at, first_place.step,
                  first_place.staff_id
         limit case when wanted.everyone then null else 1 end) as chosen
 order by wanted.number;

-- name: notifications_add
-- rows: none
-- Nobody is told what they were told since a time.
-- $1 organisations, $2 ids, $3 staff, $4 cases, $5 types, $6 standards, $7 due on, $8 created at,
-- $9 that time or null
insert into notification (organisation_id, id, staff_id, case_id, type, standard, due_on, created_at)
select organisation_id, id, staff_id, case_id, type, standard, due_on, $8::timestamptz
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::date[])
    as told (organisation_id, id, staff_id, case_id, type, standard, due_on)
 where $9::timestamptz is null
    or not exists (select from notification as earlier
                    where earlier.organisation_id = told.organisation_id
                      and earlier.staff_id = told.staff_id
                      and earlier.case_id = told.case_id
                      and earlier.type = told.type
                      and earlier.created_at >= $9::timestamptz);

-- name: notification_list
-- rows: many
-- What a member of staff was told, newest first. Of a case that they may not see, or no longer,
-- nothing is shown; but an alarm reaches the safeguarding trustee, that nobody is left whoever gives
-- people their roles, and that others investigate it who did before, without the case's reference. That
-- somebody does not stand in any more is about no case.
-- $1 organisation, $2 staff, $3 after this id or null, $4 only what was not seen, $5 only this one
-- or null, $6 at most so many
select notification.id, known.reference, notification.type, notification.standard,
       notification.due_on, notification.stood_in_for, notification.created_at, notification.seen_at
  from notification
  left join lateral (
        select case_file.reference
          from case_file
         where case_file.id = notification.case_id
         limit 1) as known on true
 where notification.organisation_id = $1
   and notification.staff_id = $2
   and ($3::uuid is null or notification.id < $3)
   and (not $4::boolean or notification.seen_at is null)
   and ($5::uuid is null or notification.id = $5)
   and (known.reference is not null
        or notification.type = 'standing_in_ended'
        or (notification.type in ('alarm', 'nobody_left', 'investigation_reassigned')
            and not exists (select from heed_part(notification.organisation_id, notification.case_id,
                                                  notification.staff_id))))
 order by notification.id desc
 limit $6::integer;

-- name: notification_see
-- rows: none
-- $1 organisation, $2 staff, $3 id, $4 now
update notification
   set seen_at = $4::timestamptz
 where organisation_id = $1
   and staff_id = $2
   and id = $3
   and seen_at is null;

-- name: clocks_warn
-- rows: many
-- Marks running clocks as warned of, so that each due time is warned of once: those that come
-- within so many hours of it, but not before half of their time has passed. Their cases are held;
-- what somebody holds is left for the next pass. What another worker has marked meanwhile is left
-- out by the last condition: this statement may have begun before.
-- $1 organisations, $2 procedure versions, $3 standards, $4 hours before, $5 now, $6 at most so many
with rule as materialized (
    select organisation_id, version, standard, make_interval(hours => hours) as before
      from unnest($1::uuid[], $2::integer[], $3::text[], $4::integer[])
        as rule (organisation_id, version, standard, hours)),
widest as materialized (
    select standard, max(before) as before
      from rule
     group by standard),
near as (
    select clock.organisation_id, clock.case_id, clock.standard, clock.started_by, clock.period,
           case_file.kind, case_file.channel, case_file.category, case_file.stage,
           case_file.procedure_version, case_file.sealed_off
      from widest
      join case_clock as clock on clock.standard = widest.standard
                              and clock.due_at > $5::timestamptz
                              and clock.due_at <= $5::timestamptz + widest.before
      join case_file on case_file.organisation_id = clock.organisation_id
                    and case_file.id = clock.case_id
      join rule on rule.organisation_id = clock.organisation_id
               and rule.version = case_file.procedure_version
               and rule.standard = clock.standard
     where clock.met_at is null and clock.ended_at is null and clock.breached_at is null
       and clock.superseded_at is null and clock.warned_at is null
       and $5::timestamptz >= clock.due_at - rule.before
       and $5::timestamptz >= clock.started_at + (clock.due_at - clock.started_at) / 2
     order by clock.due_at
     limit $6::integer
       for no key update of case_file skip locked)
update case_clock as clock
   set warned_at = $5::timestamptz
  from near
 where clock.organisation_id = near.organisation_id
   and clock.case_id = near.case_id
   and clock.standard = near.standard
   and clock.started_by = near.started_by
   and clock.period = near.period
   and clock.met_at is null and clock.ended_at is null and clock.breached_at is null
   and clock.superseded_at is null and clock.warned_at is null
   and clock.due_at > $5::timestamptz
returning clock.organisation_id, clock.case_id, clock.standard, clock.due_on, near.kind,
          near.channel, near.category, near.stage, near.procedure_version, near.sealed_off;

-- name: clocks_tell_broken
-- rows: many
-- Marks promises that were not kept as told of, each once; otherwise as clocks_warn does.
-- $1 now, $2 at most so many
with broken as (
    select clock.organisation_id, clock.case_id, clock.standard, clock.started_by, clock.period,
           case_file.kind, case_file.channel, case_file.category, case_file.stage,
           case_file.procedure_version, case_file.sealed_off
      from case_clock as clock
      join case_file on case_file.organisation_id = clock.organisation_id
                    and case_file.id = clock.case_id
     where clock.breached_at <= $1::timestamptz
       and clock.told_at is null
     order by clock.breached_at
     limit $2::integer
       for no key update of case_file skip locked)
update case_clock as clock
   set told_at = $1::timestamptz
  from broken
 where clock.organisation_id = broken.organisation_id
   and clock.case_id = broken.case_id
   and clock.standard = broken.standard
   and clock.started_by = broken.started_by
   and clock.period = broken.period
   and clock.breached_at is not null
   and clock.told_at is null
returning clock.organisation_id, clock.case_id, clock.standard, clock.due_on, broken.kind,
          broken.channel, broken.category, broken.stage, broken.procedure_version,
          broken.sealed_off;
