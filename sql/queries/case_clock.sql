-- name: clocks_of_cases
-- rows: many
-- The clocks of some cases, and whether a breach was recorded and corrected.
-- $1 cases
select clock.case_id, clock.standard, clock.started_by, clock.period, clock.stage, clock.started_at,
       clock.first_due_on, clock.due_on, clock.due_at, clock.due_by, clock.reckoned_from,
       clock.agreed_days, clock.meeting_id,
       clock.provisional, clock.calendar_version, clock.meetings_version, clock.met_at,
       clock.ended_at, clock.breached_at, clock.superseded_at,
       breach.case_id is not null as breach_recorded,
       correction.case_id is not null as breach_corrected, clock.said_due_on, clock.said_meeting_id
  from case_clock as clock
  left join breach using (organisation_id, case_id, standard, started_by, period)
  left join breach_correction as correction
      using (organisation_id, case_id, standard, started_by, period)
 where clock.case_id = any ($1::uuid[])
   and clock.organisation_id = any ((select heed_organisations())::uuid[])
 order by clock.case_id, clock.started_at, clock.standard, clock.period;

-- name: clocks_save
-- rows: none
-- A promise that says the day of a meeting tells it by itself.
-- $1 organisations, $2 cases, $3 standards, $4 started by, $5 periods, $6 stages, $7 started at,
-- $8 due on, $9 due at, $10 provisional, $11 calendar versions, $12 met at, $13 ended at,
-- $14 breached at, $15 superseded at, $16 first due on, $17 due by, $18 meetings,
-- $19 reckoned from, $20 agreed days, $21 meetings versions, $22 bodies whose meetings they wait for
insert into case_clock (organisation_id, case_id, standard, started_by, period, stage, started_at,
                        due_on, due_at, provisional, calendar_version, met_at, ended_at,
                        breached_at, superseded_at, first_due_on, due_by, meeting_id,
                        reckoned_from, agreed_days, meetings_version, awaits, said_due_on,
                        said_meeting_id)
select *, case when due_by = 'meeting' then due_on end, meeting_id
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::integer[], $6::text[],
              $7::timestamptz[], $8::date[], $9::timestamptz[], $10::boolean[], $11::integer[],
              $12::timestamptz[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[],
              $16::date[], $17::text[], $18::uuid[], $19::timestamptz[], $20::integer[],
              $21::integer[], $22::text[])
    as settled (organisation_id, case_id, standard, started_by, period, stage, started_at, due_on,
                due_at, provisional, calendar_version, met_at, ended_at, breached_at, superseded_at,
                first_due_on, due_by, meeting_id, reckoned_from, agreed_days, meetings_version,
                awaits)
    on conflict (organisation_id, case_id, standard, started_by, period) do update
   set due_on           = excluded.due_on,
       due_at           = excluded.due_at,
       provisional      = excluded.provisional,
       calendar_version = excluded.calendar_version,
       met_at           = excluded.met_at,
       ended_at         = excluded.ended_at,
       breached_at      = excluded.breached_at,
       superseded_at    = excluded.superseded_at,
       due_by           = excluded.due_by,
       meeting_id       = excluded.meeting_id,
       reckoned_from    = excluded.reckoned_from,
       agreed_days      = excluded.agreed_days,
       meetings_version = excluded.meetings_version,
       warned_at        = case when case_clock.due_at = excluded.due_at
                               then case_clock.warned_at end;

-- name: clock_changes_add
-- rows: none
-- Why a due day moved: where no reason is given the calendar version tells whether an import or a
-- closure did it.
-- $1 organisations, $2 cases, $3 standards, $4 started by, $5 periods, $6 due from, $7 due to,
-- $8 calendar versions, $9 changed at, $10 reasons
insert into clock_change (organisation_id, case_id, standard, started_by, period, n, due_from,
                          due_to, reason, calendar_version, changed_at)
select moved.organisation_id, moved.case_id, moved.standard, moved.started_by, moved.period,
       1 + (select count(*)
              from clock_change as earlier
             where (earlier.organisation_id, earlier.case_id, earlier.standard, earlier.started_by,
                    earlier.period)
                 = (moved.organisation_id, moved.case_id, moved.standard, moved.started_by,
                    moved.period)),
       moved.due_from, moved.due_to, coalesce(moved.reason, calendar_version.reason), moved.version, moved.changed_at
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::integer[], $6::date[],
              $7::date[], $8::integer[], $9::timestamptz[], $10::text[])
    as moved (organisation_id, case_id, standard, started_by, period, due_from, due_to, version,
              changed_at, reason)
  join calendar_version on calendar_version.version = moved.version;

-- name: breaches_add
-- rows: none
-- $1 organisations, $2 cases, $3 standards, $4 started by, $5 periods, $6 due on, $7 due at,
-- $8 recorded at, $9 before heed
insert into breach (organisation_id, case_id, standard, started_by, period, due_on, due_at,
                    recorded_at, before_heed)
select *
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::integer[], $6::date[],
              $7::timestamptz[], $8::timestamptz[], $9::boolean[])
    on conflict do nothing;

-- name: breach_corrections_add
-- rows: none
-- $1 organisations, $2 cases, $3 standards, $4 started by, $5 periods, $6 by seq, $7 recorded at
insert into breach_correction (organisation_id, case_id, standard, started_by, period, by_seq,
                               recorded_at)
select *
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::integer[], $6::integer[],
              $7::timestamptz[])
    on conflict do nothing;

-- name: cases_to_settle
-- rows: many
-- Holds cases that have a clock whose time has passed, or one that was reckoned by an older calendar
-- or by earlier meetings: a change that was being made at the same time could not hold them.
-- Cases that somebody holds are left for the next pass.
-- $1 now, $2 at most so many
select organisation_id, id, site_id, kind, channel, category, stage, state, version,
       procedure_version, handler, point_of_contact, received_at, recorded_at, closed_at, sealed_off,
       hidden_from_site, erased_at, erasure_not_before, legal_hold
  from case_file
 where organisation_id = any ((select heed_organisations())::uuid[])
   and (organisation_id, id) in (
        (select organisation_id, case_id
           from case_clock
          where met_at is null and ended_at is null and breached_at is null
            and superseded_at is null
            and due_at <= $1::timestamptz
          order by due_at
          limit $2::integer)
        union
        (select organisation_id, case_id
           from case_clock as clock
          where met_at is null and ended_at is null and breached_at is null
            and superseded_at is null
            and calendar_version < (
                select max(version)
                  from calendar_version as newer
                 where newer.organisation_id is null
                    or newer.organisation_id = clock.organisation_id)
          limit $2::integer)
        union
        (select clock.organisation_id, clock.case_id
           from case_clock as clock
           join organisation on organisation.id = clock.organisation_id
          where clock.met_at is null and clock.ended_at is null and clock.breached_at is null
            and clock.superseded_at is null
            and clock.meetings_version < organisation.meetings_version
          limit $2::integer))
   for no key update skip locked;

-- name: cases_waiting
-- rows: many
-- Holds the cases that have a running clock of one of these standards, in one order.
-- $1 organisation, $2 standards
select organisation_id, id, site_id, kind, channel, category, stage, state, version,
       procedure_version, handler, point_of_contact, received_at, recorded_at, closed_at, sealed_off,
       hidden_from_site, erased_at, erasure_not_before, legal_hold
  from case_file
 where organisation_id = $1
   and id in (
        select case_id
          from case_clock
         where organisation_id = $1
           and met_at is null and ended_at is null and breached_at is null
           and superseded_at is null
           and standard = any ($2::text[]))
 order by id
   for no key update;
