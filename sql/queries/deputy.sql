-- name: deputy_set
-- rows: none
-- Nothing is changed where it is so already.
-- $1 organisation, $2 staff, $3 deputy
insert into staff_deputy (organisation_id, staff_id, deputy_id)
values ($1, $2, $3)
    on conflict (organisation_id, staff_id) do update
   set deputy_id  = excluded.deputy_id,
       created_at = excluded.created_at
 where staff_deputy.deputy_id <> excluded.deputy_id;

-- name: deputy_drop
-- rows: none
-- $1 organisation, $2 staff
delete from staff_deputy
 where organisation_id = $1
   and staff_id = $2;

-- name: absence_add
-- rows: none
-- Corrects what was said of some of these days before; an absence that was over begins again.
-- $1 organisation, $2 staff, $3 first day, $4 last day, $5 now
with corrected as (
    delete from staff_absence
     where organisation_id = $1
       and staff_id = $2
       and first_day <= $4::date
       and last_day >= $3::date
       and first_day <> $3::date)
insert into staff_absence (organisation_id, staff_id, first_day, last_day, changed_at)
values ($1, $2, $3, $4, $5)
    on conflict (organisation_id, staff_id, first_day) do update
   set last_day   = excluded.last_day,
       changed_at = excluded.changed_at,
       seen_to_at = case when staff_absence.last_day >= (heed_now() at time zone 'Europe/London')::date
                         then staff_absence.seen_to_at
                    end;

-- name: absence_drop
-- rows: none
-- What is over stays.
-- $1 organisation, $2 staff, $3 today
delete from staff_absence
 where organisation_id = $1
   and staff_id = $2
   and last_day >= $3::date;

-- name: absences_hold
-- rows: many
-- Organisations in which somebody is away or gone who is not seen to yet, each held until the end of the
-- transaction. Two workers that saw to somebody and to their deputy at once would each miss what the
-- other one does: what another worker holds is its own.
-- $1 at most so many
with waiting as materialized (
    select organisation_id
      from staff_absence
     where seen_to_at is null
       and first_day <= (heed_now() at time zone 'Europe/London')::date
    union
    select organisation_id
      from departure
     limit $1::integer)
select organisation_id
  from waiting
 where pg_try_advisory_xact_lock(hashtext('absences_hold'), hashtext(organisation_id::text));

-- name: absences_begin
-- rows: many
-- Marks absences that have begun as seen to, each once; what is being changed is left for the next time.
-- Answers who is away, and since when it is known who stands in.
-- $1 organisations, held, $2 at most so many, $3 now
with begun as (
    select organisation_id, staff_id, first_day
      from staff_absence
     where seen_to_at is null
       and organisation_id = any ($1::uuid[])
       and first_day <= (heed_now() at time zone 'Europe/London')::date
     order by first_day
     limit $2::integer
       for update skip locked)
update staff_absence as absence
   set seen_to_at = $3::timestamptz
  from begun
 where absence.organisation_id = begun.organisation_id
   and absence.staff_id = begun.staff_id
   and absence.first_day = begun.first_day
returning absence.organisation_id, absence.staff_id,
          greatest(absence.changed_at,
                   absence.first_day::timestamp at time zone 'Europe/London') as since;

-- name: absence_reopen
-- rows: none
-- What waits for somebody who is away today is seen to again: another stands in for them, or nobody.
-- $1 organisation, $2 staff, $3 now
update staff_absence
   set seen_to_at = null,
       changed_at = $3::timestamptz
 where organisation_id = $1
   and staff_id = $2
   and (heed_now() at time zone 'Europe/London')::date between first_day and last_day;

-- name: absences_uncovered
-- rows: many
-- Who is away today and counted on somebody who went away or has left; but not whose absence is seen to
-- just now.
-- $1 organisation, $2 the deputy, $3 now, $4 since when that one is gone
select absence.organisation_id, absence.staff_id, $4::timestamptz as since
  from staff_deputy as named
  join staff_absence as absence on absence.organisation_id = named.organisation_id
                               and absence.staff_id = named.staff_id
 where named.organisation_id = $1
   and named.deputy_id = $2
   and absence.seen_to_at <> $3::timestamptz
   and (heed_now() at time zone 'Europe/London')::date between absence.first_day and absence.last_day
 order by absence.staff_id;

-- name: departures_take
-- rows: many
-- Who lost a role or may not sign in any more, each once; what is being changed is left for the next
-- time.
-- $1 organisations, held, $2 at most so many
with gone as (
    select organisation_id, staff_id
      from departure
     where organisation_id = any ($1::uuid[])
     order by left_at
     limit $2::integer
       for update skip locked)
delete from departure
 using gone
 where departure.organisation_id = gone.organisation_id
   and departure.staff_id = gone.staff_id
returning departure.organisation_id, departure.staff_id, null::timestamptz as since;

-- name: deputy_is_idle
-- rows: one
-- Whether a deputy is away on every day that is left of an absence of whom they deputise for.
-- $1 organisation, $2 staff, $3 deputy
select exists (
    select from staff_absence as away
     cross join (select (heed_now() at time zone 'Europe/London')::date as day) as today
     where away.organisation_id = $1
       and away.staff_id = $2
       and away.last_day >= today.day
       and not exists (
            select from generate_series(greatest(away.first_day, today.day)::timestamp,
                                        away.last_day::timestamp, '1 day') as left_of_it (day)
             where not exists (
                    select from staff_absence as own
                     where own.organisation_id = $1
                       and own.staff_id = $3
                       and left_of_it.day::date between own.first_day and own.last_day))) as is_idle;

-- name: absence_find
-- rows: one
-- $1 organisation, $2 staff
select heed_is_absent($1, $2) as is_absent;

-- name: deputy_find
-- rows: one
-- Who deputises for somebody: nobody who has left.
-- $1 organisation, $2 staff
select deputy_id
  from staff_deputy as named
  join staff on staff.id = named.deputy_id and staff.disabled_at is null
 where named.organisation_id = $1
   and named.staff_id = $2
   and exists (select from staff_role as held
                where held.staff_id = named.deputy_id
                  and held.organisation_id = named.organisation_id);
