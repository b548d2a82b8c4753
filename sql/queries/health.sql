-- name: backlog_read
-- rows: one
-- What waits in the outbox.
select count(*) filter (where state = 0) as pending,
       count(*) filter (where state = 1) as published,
       (select count(*) from outbox where state = 3) as dead,
       greatest(extract(epoch from heed_now() - min(available_at)), 0)::bigint as oldest_seconds
  from outbox
 where state in (0, 1);
