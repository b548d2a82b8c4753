-- name: idempotency_delete_old
-- rows: none
-- A request may be repeated for 48 hours. Row-level security lets through what the scope names.
-- $1 limit
delete from idempotency
 where (organisation_id, caller_id, operation, key) in (
           select organisation_id, caller_id, operation, key
             from idempotency
            where created_at < heed_now() - interval '48 hours'
            order by created_at
            limit $1::bigint);
