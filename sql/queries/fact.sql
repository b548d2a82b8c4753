-- name: cases_hold
-- rows: many
-- Holds cases in one order, so that two workers never wait for each other.
-- $1 cases
select organisation_id, id, received_at, closed_at
  from case_file
 where id = any ($1::uuid[])
   and organisation_id = any ((select heed_organisations())::uuid[])
 order by organisation_id, id
   for no key update;

-- name: facts_save
-- rows: none
-- $1 organisations, $2 cases, $3 received on, $4 closed on, $5 working days to close
insert into case_fact (organisation_id, case_id, version, kind, channel, category, customer_type,
                       stage, received_on, closed_on, working_days_to_close, outcomes)
select file.organisation_id, file.id, version, kind, channel, category, customer_type,
       stage, received_on, closed_on, working_days_to_close,
       array(select distinct outcome
               from case_outcome
              where case_outcome.organisation_id = file.organisation_id
                and case_outcome.case_id = file.id
              order by outcome)
  from unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[], $5::integer[])
    as fact (organisation_id, id, received_on, closed_on, working_days_to_close)
  join case_file as file using (organisation_id, id)
    on conflict (organisation_id, case_id) do update
   set version               = excluded.version,
       kind                  = excluded.kind,
       category              = excluded.category,
       customer_type         = excluded.customer_type,
       stage                 = excluded.stage,
       received_on           = excluded.received_on,
       closed_on             = excluded.closed_on,
       working_days_to_close = excluded.working_days_to_close,
       outcomes              = excluded.outcomes;

-- name: fact_standards_save
-- rows: none
-- One row for every clock that exists or whose breach was recorded. A clock only ever appears, so
-- nothing is to be deleted, but one that was superseded unbreached no longer counts.
-- $1 organisations, $2 cases
with fact as (
    select clock.organisation_id, clock.case_id, clock.standard, clock.due_on, clock.started_by,
           clock.period,
           case when clock.superseded_at is not null and breach.case_id is null then null
                when clock.breached_at is not null then 'breached' -- also when it was corrected once
                when correction.case_id is not null then 'corrected'
                when clock.met_at is not null then 'met'
                when clock.ended_at is not null then 'ended'
                else 'running'
           end as result,
           coalesce(breach.before_heed, false) as before_heed,
           coalesce((clock.met_at at time zone 'Europe/London')::date > clock.first_due_on, false)
               as postponed
      from case_clock as clock
      left join breach
        on (breach.organisation_id, breach.case_id, breach.standard, breach.started_by,
            breach.period)
         = (clock.organisation_id, clock.case_id, clock.standard, clock.started_by, clock.period)
      left join breach_correction as correction
        on (correction.organisation_id, correction.case_id, correction.standard,
            correction.started_by, correction.period)
         = (clock.organisation_id, clock.case_id, clock.standard, clock.started_by, clock.period)
     where clock.organisation_id = any ($1::uuid[])
       and clock.case_id = any ($2::uuid[])),
gone as (
    delete from case_fact_standard as old
     using fact
     where (old.organisation_id, old.case_id, old.standard, old.started_by, old.period)
         = (fact.organisation_id, fact.case_id, fact.standard, fact.started_by, fact.period)
       and fact.result is null)
insert into case_fact_standard as old (organisation_id, case_id, standard, due_on, started_by,
                                       period, result, before_heed, postponed)
select organisation_id, case_id, standard, due_on, started_by, period, result, before_heed,
       postponed
  from fact
 where result is not null
    on conflict (organisation_id, case_id, standard, started_by, period) do update
   set due_on      = excluded.due_on,
       result      = excluded.result,
       before_heed = excluded.before_heed,
       postponed   = excluded.postponed
 where (old.due_on, old.result, old.before_heed, old.postponed)
    is distinct from (excluded.due_on, excluded.result, excluded.before_heed, excluded.postponed);

-- name: movements_save
-- rows: none
-- What the history says of coming and going; what is known stays. A case that goes to safeguarding
-- leaves the reckoning for good, an appeal brings back only what was closed, and what is erased is
-- closed if it was open. Rule: B9.
-- $1 organisations, $2 cases
with moved as (
    select event.organisation_id, event.case_id, event.seq, event.occurred_at, event.type,
           lag(event.type) over (partition by event.organisation_id, event.case_id
                                 order by event.seq) as before,
           bool_or(event.type = 'safeguarding')
               over (partition by event.organisation_id, event.case_id
                     order by event.seq
                     rows between unbounded preceding and 1 preceding) as was_sealed
      from unnest($1::uuid[], $2::uuid[]) as wanted (organisation_id, case_id)
      join case_event as event using (organisation_id, case_id)
     where event.type in ('received', 'closed', 'withdrawn', 'reopened', 'appealed', 'safeguarding',
                          'erased')
)
insert into case_movement (organisation_id, case_id, seq, movement, kind, moved_on)
select moved.organisation_id, moved.case_id, moved.seq,
       case moved.type when 'withdrawn' then 'closed'
                       when 'erased' then 'closed'
                       when 'appealed' then 'reopened'
                       when 'safeguarding' then 'converted_out'
                       else moved.type
       end,
       file.kind, (moved.occurred_at at time zone 'Europe/London')::date
  from moved
  join case_file as file on file.organisation_id = moved.organisation_id
                        and file.id = moved.case_id
 where (moved.type <> 'appealed' or moved.before in ('closed', 'withdrawn'))
   and (moved.type not in ('safeguarding', 'erased') or moved.before not in ('closed', 'withdrawn'))
   and moved.was_sealed is not true
    on conflict do nothing;
