-- name: context_set
-- rows: one
-- Which organisations row-level security lets the current transaction see.
-- $1 their ids, separated by commas, $2 the member of staff who asks, or ''
select set_config('heed.organisations', $1, true), set_config('heed.staff', $2, true);
