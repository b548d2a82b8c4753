-- name: meetings_of
-- rows: many
-- Every meeting of an organisation, as far as clocks depend on it: a row for each time that it was
-- moved or cancelled, with when it was to start before, or one row. With them their version, which
-- comes with a meeting that is null where there is none.
-- $1 organisation
select organisation.meetings_version, meeting.id, meeting.body, meeting.is_special, meeting.starts_at, meeting.is_cancelled,
       change.changed_at, change.starts_from as changed_from
  from organisation
  left join meeting on meeting.organisation_id = organisation.id
  left join meeting_change as change
    on change.organisation_id = meeting.organisation_id
   and change.meeting_id = meeting.id
 where organisation.id = $1
 order by meeting.starts_at, meeting.id, change.n;

-- name: meetings_changed
-- rows: none
-- $1 organisation
update organisation
   set meetings_version = meetings_version + 1
 where id = $1;

-- name: meeting_list
-- rows: many
-- By time. A parameter that is null does not filter.
-- $1 organisation, $2 body, $3 starts from, $4 starts before, $5 after this meeting, $6 at most so many
select id, body, is_special, starts_at, changed_at, is_cancelled, place, minutes_reference
  from meeting
 where organisation_id = $1
   and ($2::text is null or body = $2)
   and ($3::timestamptz is null or starts_at >= $3)
   and ($4::timestamptz is null or starts_at < $4)
   and ($5::uuid is null
        or (starts_at, id) > (select earlier.starts_at, earlier.id
                                from meeting as earlier
                               where earlier.organisation_id = $1
                                 and earlier.id = $5))
 order by starts_at, id
 limit $6::integer;

-- name: meeting_by_id
-- rows: one
-- $1 organisation, $2 meeting
select id, body, is_special, starts_at, changed_at, is_cancelled, place, minutes_reference
  from meeting
 where organisation_id = $1
   and id = $2;

-- name: meeting_lock
-- rows: one
-- Holds a meeting until the transaction ends; clocks that refer to it may still be saved.
-- $1 organisation, $2 meeting
select id, body, is_special, starts_at, changed_at, is_cancelled, place, minutes_reference
  from meeting
 where organisation_id = $1
   and id = $2
   for no key update;

-- name: meeting_add
-- rows: none
-- $1 organisation, $2 id, $3 body, $4 is special, $5 starts at, $6 place, $7 created at
insert into meeting (organisation_id, id, body, is_special, starts_at, place, created_at)
values ($1, $2, $3, $4, $5, $6, $7);

-- name: meeting_save
-- rows: none
-- $1 organisation, $2 id, $3 starts at, $4 changed at, $5 is cancelled, $6 minutes reference
update meeting
   set starts_at         = $3,
       changed_at        = $4,
       is_cancelled      = $5,
       minutes_reference = $6
 where organisation_id = $1
   and id = $2;

-- name: meeting_change_add
-- rows: none
-- $1 organisation, $2 meeting, $3 n, $4 starts from, $5 starts to or null, $6 staff, $7 changed at,
-- $8 sealed
insert into meeting_change (organisation_id, meeting_id, n, starts_from, starts_to, staff_id,
                            changed_at, sealed)
values ($1, $2, $3::integer, $4, $5, $6, $7, $8);

-- name: meeting_changes
-- rows: many
-- $1 organisation, $2 meeting
select n, starts_from, starts_to, staff_id, changed_at, sealed
  from meeting_change
 where organisation_id = $1
   and meeting_id = $2
 order by n;

-- name: meeting_cases
-- rows: many
-- The cases that a meeting has before it, as far as whoever asks may know of them: those that wait
-- for it; those that an earlier meeting should have discussed and none has; those that were tabled
-- for it and not since for another. None that was closed before its day, is sealed off, or was
-- erased.
-- $1 organisation, $2 meeting, $3 standards that wait for meetings of its body, $4 now
with asked as (
    select id, body, is_special, starts_at, date_trunc('day', starts_at, 'Europe/London') as day_at
      from meeting
     where organisation_id = $1
       and id = $2::uuid
       and not is_cancelled)
select case_file.reference, case_file.procedure_version
  from case_file, asked
 where case_file.organisation_id = $1
   and not case_file.sealed_off
   and (case_file.closed_at is null or case_file.closed_at >= asked.day_at)
   and case_file.erased_at is null
   and case_file.id in (
        select clock.case_id
          from case_clock as clock
         where clock.organisation_id = $1
           and clock.meeting_id = $2::uuid
           and clock.superseded_at is null
           and coalesce(clock.met_at, clock.ended_at, 'infinity') >= asked.day_at
        union
        select clock.case_id
          from case_clock as clock
         where clock.organisation_id = $1
           and clock.standard = any ($3::text[])
           and clock.superseded_at is null
           and clock.due_at <= least(asked.starts_at, $4::timestamptz)
           and coalesce(clock.met_at, clock.ended_at, 'infinity') >= asked.day_at
           and not asked.is_special
           and not exists (
                select from meeting as sooner
                 where sooner.organisation_id = $1
                   and sooner.body = asked.body
                   and not sooner.is_special
                   and not sooner.is_cancelled
                   and sooner.starts_at > $4::timestamptz
                   and sooner.starts_at < asked.starts_at)
        union
        select tabled.case_id
          from case_event as tabled
         where tabled.organisation_id = $1
           and tabled.type = 'tabled'
           and tabled.facts ->> 'meeting' = ($2::uuid)::text
           and not exists (
                select from case_event as later
                 where later.organisation_id = $1
                   and later.case_id = tabled.case_id
                   and later.type = 'tabled'
                   and later.facts ->> 'meeting' <> ($2::uuid)::text
                   and (later.occurred_at, later.seq) > (tabled.occurred_at, tabled.seq)
                   and later.recorded_at < asked.starts_at))
 order by case_file.received_at, case_file.id;

-- name: clocks_say
-- rows: many
-- Marks promises of which whoever complained was told another day, or none, as told anew: those that
-- wait for a meeting that was moved, cancelled or never scheduled. Not of sealed cases. Their cases
-- are held; otherwise as clocks_warn does.
-- $1 now, $2 at most so many
with unsaid as (
    select clock.organisation_id, clock.case_id, clock.standard, clock.started_by, clock.period,
           clock.said_due_on, clock.said_meeting_id, said.is_cancelled as said_is_cancelled
      from case_clock as clock
      join case_file on case_file.organisation_id = clock.organisation_id
                    and case_file.id = clock.case_id
      left join meeting as said on said.organisation_id = clock.organisation_id
                               and said.id = clock.said_meeting_id
     where clock.met_at is null and clock.ended_at is null and clock.breached_at is null
       and clock.superseded_at is null
       and clock.meetings_version is not null
       and (clock.said_due_on is distinct from clock.due_on
            or clock.said_meeting_id is distinct from clock.meeting_id)
       and clock.due_by in ('meeting', 'timescale')
       and clock.due_at > $1::timestamptz
       and not case_file.sealed_off
     order by clock.due_at
     limit $2::integer
       for no key update of case_file skip locked)
update case_clock as clock
   set said_due_on     = clock.due_on,
       said_meeting_id = clock.meeting_id
  from unsaid
 where clock.organisation_id = unsaid.organisation_id
   and clock.case_id = unsaid.case_id
   and clock.standard = unsaid.standard
   and clock.started_by = unsaid.started_by
   and clock.period = unsaid.period
   and clock.met_at is null and clock.ended_at is null and clock.breached_at is null
   and clock.superseded_at is null
   and clock.due_by in ('meeting', 'timescale')
   and clock.said_due_on is not distinct from unsaid.said_due_on
   and clock.said_meeting_id is not distinct from unsaid.said_meeting_id
   and (clock.said_due_on is distinct from clock.due_on
        or clock.said_meeting_id is distinct from clock.meeting_id)
returning clock.organisation_id, clock.case_id, clock.standard, clock.first_due_on, clock.due_on,
          clock.meeting_id, unsaid.said_due_on, unsaid.said_meeting_id, unsaid.said_is_cancelled;

-- name: sealed_cases_say
-- rows: many
-- Marks sealed cases as looked at by their version and that of the meetings, and holds them.
-- $1 at most so many
with unseen as (
    select case_file.organisation_id, case_file.id, organisation.meetings_version
      from case_file
      join organisation on organisation.id = case_file.organisation_id
     where case_file.organisation_id = any ((select heed_organisations())::uuid[])
       and case_file.sealed_off
       and (case_file.said_version is distinct from case_file.version
            or case_file.said_meetings_version is distinct from organisation.meetings_version)
     order by case_file.id
     limit $1::integer
       for no key update of case_file skip locked)
update case_file
   set said_version          = case_file.version,
       said_meetings_version = unseen.meetings_version
  from unseen
 where case_file.organisation_id = unseen.organisation_id
   and case_file.id = unseen.id
returning case_file.organisation_id, case_file.id as case_id;
