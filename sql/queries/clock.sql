-- name: clock_refresh
-- rows: one
-- The time of every program, and which calendar is the newest.
select heed_now() as now,
       coalesce((select max(version) from calendar_version), 0) as calendar_version;
