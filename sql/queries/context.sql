-- name: context_set
-- rows: one
-- Which organisations row-level security lets the current transaction see.
-- $1 their ids, separated by commas
select set_config('heed.organisations', $1, true);
