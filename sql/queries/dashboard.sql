-- name: dashboard_stages
-- rows: many
-- Open cases by stage and state, as far as whoever asks may know of them.
-- $1 organisation
select stage, state, count(*) as cases
  from case_file
 where organisation_id = $1
   and state <> 'closed'
 group by stage, state
 order by stage, state;

-- name: dashboard_standards
-- rows: many
-- Cases with an open promise, by standard, as far as whoever asks may know of them: each is looked
-- up by id (limit 1), however the tables stood when this was planned.
-- $1 organisation
select promise.standard,
       count(distinct promise.case_id) filter (where not promise.is_breached) as running,
       count(distinct promise.case_id) filter (where promise.is_due_soon) as due_soon,
       count(distinct promise.case_id) filter (where promise.is_breached) as breached_open
  from heed_open_promises($1) as promise
 cross join lateral (
        select case_file.id
          from case_file
         where case_file.id = promise.case_id
         limit 1) as known
 group by promise.standard
 order by promise.standard;

-- name: dashboard_weeks
-- rows: many
-- What the last twelve weeks brought, oldest first, as far as whoever asks may know of it. A week
-- begins on Monday at local midnight; a promise is of the week of its last day in time, as in reviews.
-- Row-level security lets an index be asked only for what is reckoned already: "materialized".
-- $1 organisation, $2 now
with week as materialized (
    select monday::date as starts_on,
           monday::date + 7 as next_on,
           monday at time zone 'Europe/London' as starts_at,
           (monday + interval '7 days') at time zone 'Europe/London' as next_at
      from date_trunc('week', $2::timestamptz at time zone 'Europe/London') as this_week,
           generate_series(this_week - interval '11 weeks', this_week, interval '1 week') as monday)
select week.starts_on,
       (select count(*)
          from case_file
         where organisation_id = $1
           and received_at >= week.starts_at
           and received_at < week.next_at) as received,
       (select count(*)
          from case_file
         where organisation_id = $1
           and closed_at >= week.starts_at
           and closed_at < week.next_at) as closed,
       (select count(*)
          from case_clock as clock
         cross join lateral (
                select case_file.id
                  from case_file
                 where case_file.organisation_id = clock.organisation_id
                   and case_file.id = clock.case_id
                 limit 1) as known
         where clock.organisation_id = $1
           and clock.breached_at is not null
           and clock.due_on >= week.starts_on
           and clock.due_on < week.next_on) as breached
  from week
 order by week.starts_on;

-- name: safeguarding_figures
-- rows: one
-- How many cases are with safeguarding, whoever they were handed to, but for those that whoever asks
-- is part of: read for the organisation, because a safeguarding trustee may see none of them.
-- $1 organisation, $2 the member of staff who asks
select count(*) filter (where is_open) as open_cases,
       count(*) filter (where is_open and not is_acknowledged) as unacknowledged,
       count(*) filter (where is_open and is_late) as breached_open,
       count(*) filter (where not is_open) as closed_cases
  from (select case_file.state <> 'closed' as is_open,
               exists (select from case_event as receipt
                        where receipt.organisation_id = $1
                          and receipt.case_id = case_file.id
                          and receipt.type = 'handover_acknowledged'
                          and receipt.seq > coalesce((
                              select max(given.seq)
                                from case_event as given
                               where given.organisation_id = $1
                                 and given.case_id = case_file.id
                                 and given.type = 'safeguarding'), 0)) as is_acknowledged,
               case_file.id in (select promise.case_id
                                  from heed_open_promises($1) as promise
                                 where promise.is_breached) as is_late
          from case_file
         where case_file.organisation_id = $1
           and case_file.sealed_off
           and not exists (select from heed_part($1, case_file.id, $2))) as sealed;
