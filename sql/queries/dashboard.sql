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
