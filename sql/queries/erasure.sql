-- name: erasure_next
-- rows: one
-- Holds a case whose day has come, as whoever complained wishes. What somebody holds is left for the
-- next pass.
-- $1 today, $2 after this case or null
select organisation_id, id
  from case_file
 where organisation_id = any ((select heed_organisations())::uuid[])
   and erasure_not_before <= $1::date
   and ($2::uuid is null or id > $2)
 order by id
 limit 1
   for no key update skip locked;

-- name: erasure_refuse
-- rows: none
-- $1 organisation, $2 case, $3 version
update case_file
   set version            = $3::integer,
       erasure_not_before = null
 where organisation_id = $1
   and id = $2;

-- name: erasure_add
-- rows: none
-- The certificate: what is there to be destroyed.
-- $1 organisation, $2 id, $3 case, $4 ground, $5 asked at, $6 erased at
insert into erasure (organisation_id, id, case_id, ground, asked_at, erased_at, destroyed)
select $1, $2, $3, $4, $5::timestamptz, $6::timestamptz,
       json_agg(json_strip_nulls(json_build_object('part', part, 'seq', seq,
                                                   'sha256', encode(sha256(sealed), 'hex')))
                order by place, seq)
  from (select 1 as place, 'key' as part, null::integer as seq, wrapped as sealed
          from case_key
         where organisation_id = $1
           and case_id = $3
        union all
        select 2, 'content', null, sealed_content
          from case_file
         where organisation_id = $1
           and id = $3
        union all
        select 3, 'customer', null, sealed_customer
          from case_file
         where organisation_id = $1
           and id = $3
           and sealed_customer is not null
        union all
        select 4, 'entry', seq, sealed
          from case_event
         where organisation_id = $1
           and case_id = $3
           and sealed is not null) as there;

-- name: erasure_of_key
-- rows: none
-- $1 organisation, $2 case
delete from case_key
 where organisation_id = $1
   and case_id = $2;

-- name: erasure_of_history
-- rows: none
-- The hashes of what was sealed stay, so that the chain still verifies.
-- $1 organisation, $2 case
update case_event
   set sealed = null
 where organisation_id = $1
   and case_id = $2
   and sealed is not null;

-- name: erasure_of_traces
-- rows: none
-- What staff were told of it and would be told of promises that ended with it, what its callers named
-- their requests, and what they called them when they traced them. What a worker holds of the outbox
-- goes by itself within days.
-- $1 organisation, $2 case
with untold as (
    update case_clock
       set told_at = breached_at
     where organisation_id = $1
       and case_id = $2
       and breached_at is not null
       and told_at is null),
told as (
    delete from notification
     where organisation_id = $1
       and case_id = $2),
called as (
    delete from idempotency
     where organisation_id = $1
       and caller_id in (select actor
                           from case_event
                          where organisation_id = $1
                            and case_id = $2
                            and actor is not null)
       and resource_id = $2),
messages as (
    update webhook_delivery
       set traceparent = null
     where organisation_id = $1
       and case_id = $2
       and traceparent is not null)
update outbox
   set traceparent = null
 where seq in (select seq
                 from outbox
                where subject_id = $2
                  and traceparent is not null
                  for update skip locked);

-- name: erasure_of_case
-- rows: none
-- $1 organisation, $2 case, $3 version, $4 closed at, $5 erased at
update case_file
   set version            = $3::integer,
       state              = 'closed',
       closed_at          = $4::timestamptz,
       erased_at          = $5::timestamptz,
       erasure_not_before = null,
       handler            = null,
       point_of_contact   = null,
       receipt_hash       = null,
       sealed_content     = null,
       sealed_customer    = null
 where organisation_id = $1
   and id = $2;

-- name: erasure_by_reference
-- rows: one
-- $1 organisation, $2 reference
select erasure.id, case_file.reference, ground, asked_at, erasure.erased_at, destroyed
  from case_file
  join erasure on erasure.organisation_id = case_file.organisation_id
              and erasure.case_id = case_file.id
 where (case_file.organisation_id = $1) is true
   and reference = $2;

-- name: erasure_list
-- rows: many
-- The oldest first.
-- $1 organisation
select erasure.id, case_file.reference, ground, asked_at, erasure.erased_at, destroyed
  from erasure
  join case_file on case_file.organisation_id = erasure.organisation_id
                and case_file.id = erasure.case_id
 where erasure.organisation_id = $1
 order by erasure.erased_at, erasure.id;
