-- name: idempotency_find
-- rows: one
-- $1 organisation, $2 caller, $3 operation, $4 key
select fingerprint, status, resource_id, coalesce(receipt_generation, 0) as receipt_generation
  from idempotency
 where organisation_id = $1
   and caller_id = $2
   and operation = $3
   and key = $4;

-- name: idempotency_add
-- rows: none
-- Waits for the same request in flight. Changes no row when it was done before.
-- $1 organisation, $2 caller, $3 operation, $4 key, $5 fingerprint, $6 status, $7 resource,
-- $8 created at, $9 generation of the receipt code that it issues, or null
insert into idempotency (organisation_id, caller_id, operation, key, fingerprint, status,
                         resource_id, created_at, receipt_generation)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9::integer)
    on conflict do nothing;
