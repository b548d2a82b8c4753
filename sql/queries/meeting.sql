-- name: meetings_of
-- rows: many
-- Every meeting of an organisation, as far as clocks depend on it.
-- $1 organisation
select id, body, is_special, starts_at, changed_at, is_cancelled
  from meeting
 where organisation_id = $1
 order by starts_at;
