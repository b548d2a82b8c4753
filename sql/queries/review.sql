-- name: review_movements
-- rows: many
-- What was open, came and went in a period, by kind; no row for a kind of which nothing was or did.
-- Rule: B9.
-- $1 organisation, $2 first day, $3 last day
select kind,
       coalesce(sum(case when movement in ('closed', 'converted_out') then -1 else 1 end)
                filter (where moved_on < $2::date), 0) as open_at_start,
       count(*) filter (where moved_on >= $2::date and movement = 'received') as received,
       count(*) filter (where moved_on >= $2::date and movement = 'reopened') as reopened,
       count(*) filter (where moved_on >= $2::date and movement = 'converted_in') as converted_in,
       count(*) filter (where moved_on >= $2::date and movement = 'closed') as closed,
       count(*) filter (where moved_on >= $2::date and movement = 'converted_out') as converted_out,
       sum(case when movement in ('closed', 'converted_out') then -1 else 1 end) as open_at_end
  from case_movement
 where organisation_id = $1
   and moved_on <= $3::date
 group by kind
having count(*) filter (where moved_on >= $2::date) > 0
    or sum(case when movement in ('closed', 'converted_out') then -1 else 1 end) <> 0
 order by kind;

-- name: review_received
-- rows: many
-- Cases received in a period, counted three ways.
-- $1 organisation, $2 first day, $3 last day
select case when grouping(kind) = 0 then 'kind'
            when grouping(channel) = 0 then 'channel'
            else 'category' end as dimension,
       coalesce(kind, channel, category) as code,
       count(*) as count
  from case_fact
 where organisation_id = $1
   and received_on between $2::date and $3::date
 group by grouping sets ((kind), (channel), (category))
 order by 1, 2;

-- name: review_closed
-- rows: one
-- How long cases took that were closed in a period: nearest rank, whole working days.
-- $1 organisation, $2 first day, $3 last day
select count(*) as cases,
       percentile_disc(0.5) within group (order by working_days_to_close) as median,
       percentile_disc(0.9) within group (order by working_days_to_close) as p90
  from case_fact
 where organisation_id = $1
   and closed_on between $2::date and $3::date;

-- name: review_outcomes
-- rows: many
-- What they led to; a case counts once for each of its outcomes.
-- $1 organisation, $2 first day, $3 last day
select outcome as code, count(*) as count
  from case_fact, unnest(outcomes) as outcome
 where organisation_id = $1
   and closed_on between $2::date and $3::date
 group by outcome
 order by outcome;

-- name: review_standards
-- rows: many
-- How each standard fared whose clocks were due in a period. Those that ended because there was no
-- way to reach whoever complained are counted apart, too. Rule: D14.
-- $1 organisation, $2 first day, $3 last day
select standard, count(*) as due,
       count(*) filter (where result = 'met') as met,
       count(*) filter (where result = 'met' and postponed) as met_postponed,
       count(*) filter (where result = 'breached') as breached,
       count(*) filter (where result = 'corrected') as corrected,
       count(*) filter (where result = 'running') as running,
       count(*) filter (where result = 'ended') as ended,
       count(*) filter (
           where result = 'ended'
             and exists (select
                           from case_clock as clock
                           join case_event as event using (organisation_id, case_id)
                          where (clock.organisation_id, clock.case_id, clock.standard,
                                 clock.started_by, clock.period)
                              = (fact.organisation_id, fact.case_id, fact.standard,
                                 fact.started_by, fact.period)
                            and event.type = 'no_route'
                            and event.occurred_at = clock.ended_at)) as no_route,
       count(*) filter (where result = 'breached' and before_heed) as before_heed
  from case_fact_standard as fact
 where organisation_id = $1
   and due_on between $2::date and $3::date
 group by standard
 order by standard;

-- name: review_uncounted
-- rows: one
-- Events of the organisation that the worker has not come to yet.
-- $1 organisation
select count(*) as count
  from outbox
 where organisation_id = $1
   and state in (0, 1);
