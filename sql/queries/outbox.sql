-- name: outbox_add
-- rows: none
-- Queues events with the change they report, so neither is ever kept without the other.
-- $1 ids, $2 organisations, $3 topics, $4 subjects (cases), $5 traceparents
insert into outbox (id, organisation_id, topic, subject_id, traceparent, available_at)
select *, heed_now()
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[]);
