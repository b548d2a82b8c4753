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
-- Cases with an open promise, by standard, as far as whoever asks may know of them.
-- $1 organisation
select promise.standard,
       count(distinct promise.case_id) filter (where not promise.is_breached) as running,
       count(distinct promise.case_id) filter (where promise.is_due_soon) as due_soon,
       count(distinct promise.case_id) filter (where promise.is_breached) as breached_open
  from heed_open_promises($1) as promise
  join case_file on case_file.organisation_id = $1
                and case_file.id = promise.case_id
 group by promise.standard
 order by promise.standard;
