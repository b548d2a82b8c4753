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

-- name: notifications_delete_old
-- rows: none
-- What somebody saw is kept for 90 days, a quarter's review with it; what nobody looked at for a
-- year: whoever was away longer than that reads the case itself.
-- $1 limit
delete from notification
 where (organisation_id, id) in (
           (select organisation_id, id
              from notification
             where seen_at < heed_now() - interval '90 days'
             order by seen_at
             limit $1::bigint)
           union all
           (select organisation_id, id
              from notification
             where seen_at is null
               and created_at < heed_now() - interval '1 year'
             order by created_at
             limit $1::bigint)
           limit $1::bigint);
