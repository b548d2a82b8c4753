-- name: outbox_add
-- rows: none
-- Queues events with the change they report, so neither is ever kept without the other.
-- $1 ids, $2 organisations, $3 topics, $4 subjects (cases), $5 traceparents
insert into outbox (id, organisation_id, topic, subject_id, traceparent, available_at)
select *, heed_now()
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[]);

-- name: outbox_pending
-- rows: many
-- Events that are due, held by this relay. Never followed by seq or time alone: transactions commit
-- out of order.
-- $1 limit
select id, organisation_id, topic, subject_id, traceparent, attempt
  from outbox
 where state = 0
   and heed_may_begin(available_at)
 order by available_at, seq
 limit $1::bigint
   for update skip locked;

-- name: outbox_published
-- rows: none
-- A mark that is lost in a crash costs one more publication and never an event, so nobody waits for
-- the disk.
-- $1 ids, $2 entries of the stream
update outbox
   set state = 1,
       published_at = heed_now(),
       publish_count = publish_count + 1,
       redis_id = entry.redis_id
  from unnest($1::uuid[], $2::text[]) as entry (id, redis_id),
       (select set_config('synchronous_commit', 'off', true)) as relaxed
 where outbox.id = entry.id
   and outbox.state = 0;

-- name: outbox_stale
-- rows: many
-- Published, and nobody works on them. Ten minutes are longer than any queue should be.
-- $1 least age in milliseconds, $2 published_at and $3 id of the last one seen, $4 limit
select id,
       redis_id as entry,
       published_at,
       published_at < heed_now() - interval '10 minutes' as is_overdue
  from outbox
 where state = 1
   and published_at <= heed_now() - $1::bigint * interval '1 millisecond'
   and (lease_until is null or lease_until < heed_now())
   and (published_at, id) > (coalesce($2::timestamptz, '-infinity'),
                             coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'))
 order by published_at, id
 limit $4::bigint;

-- name: outbox_again
-- rows: none
-- Only what still is as it was found: a worker or another sweep may have been quicker.
-- $1 ids, $2 entries of the stream
with stale as (
    select outbox.id
      from outbox
      join unnest($1::uuid[], $2::text[]) as found (id, redis_id) on found.id = outbox.id
     where outbox.state = 1
       and (outbox.lease_until is null or outbox.lease_until < heed_now())
       and outbox.redis_id is not distinct from found.redis_id
     order by outbox.id
       for update of outbox skip locked
)
update outbox
   set state = 0,
       available_at = heed_now(),
       lease_owner = null,
       lease_until = null
  from stale
 where outbox.id = stale.id;

-- name: outbox_claim
-- rows: many
-- Takes events for one attempt, without waiting for rows that another holds. verdict: 1 taken,
-- 2 tried before (not taken unless $5), 3 held by another, 4 attempts used up: dead from now on.
-- Like a lost mark, a lost claim harms nobody: the fence finds it out.
-- $1 ids, $2 owner, $3 lease in seconds, $4 attempts allowed, $5 also what was tried before
with open as (
    select id, attempt
      from outbox
     where id = any ($1::uuid[])
       and state in (0, 1)
       and heed_may_begin(available_at)
       and (lease_until is null or lease_until < heed_now() or lease_owner = $2)
), free as (
    select id
      from outbox
     where id = any ($1::uuid[])
       and state in (0, 1)
       and heed_may_begin(available_at)
       and (lease_until is null or lease_until < heed_now() or lease_owner = $2)
       and (attempt = 0 or $5::boolean)
     order by id
       for update skip locked
), taken as (
    update outbox
       set state = case when attempt < $4::bigint then 1 else 3 end,
           attempt = attempt + case when attempt < $4::bigint then 1 else 0 end,
           last_error = case when attempt < $4::bigint then last_error else 'crashed' end,
           lease_owner = case when attempt < $4::bigint then $2 end,
           lease_until = case when attempt < $4::bigint
                              then heed_now() + $3::bigint * interval '1 second' end,
           published_at = coalesce(published_at, heed_now())
      from free,
           (select set_config('synchronous_commit', 'off', true)) as relaxed
     where outbox.id = free.id
 returning outbox.*
)
select id, organisation_id, topic, subject_id, traceparent, attempt,
       case when state = 1 then 1 else 4 end as verdict
  from taken
 union all
select id, null, null, null, null, attempt,
       case when attempt > 0 and not $5::boolean then 2 else 3 end
  from open
 where id not in (select id from taken);

-- name: outbox_hold
-- rows: many
-- The fence: whoever took longer than the lease finds another attempt or owner here.
-- $1 ids, $2 attempts, $3 owner
select outbox.id
  from outbox
  join unnest($1::uuid[], $2::integer[]) as claimed (id, attempt) using (id, attempt)
 where outbox.state = 1
   and outbox.lease_owner = $3
 order by outbox.id
   for update of outbox;

-- name: outbox_done
-- rows: none
-- $1 ids, $2 attempts, $3 owner
update outbox
   set state = 2,
       done_at = heed_now(),
       lease_until = null
  from unnest($1::uuid[], $2::integer[]) as claimed (id, attempt)
 where outbox.id = claimed.id
   and outbox.attempt = claimed.attempt
   and outbox.state = 1
   and outbox.lease_owner = $3;

-- name: outbox_failed
-- rows: one
-- Waits 1, 2, 4 … seconds, at most five minutes, each by chance up to half as long again.
-- $1 id, $2 attempt, $3 owner, $4 attempts allowed, $5 fault
update outbox
   set state = case when attempt < $4::bigint then 0 else 3 end,
       available_at = heed_now() + least(300, power(2, least(attempt, 20) - 1)) *
                      (1 + random() / 2) * interval '1 second',
       lease_owner = null,
       lease_until = null,
       last_error = $5
 where id = $1
   and attempt = $2::integer
   and state = 1
   and lease_owner = $3
returning state = 3 as is_dead;

-- name: outbox_dead_list
-- rows: many
-- $1 limit
select outbox.id, outbox.topic, outbox.organisation_id, organisation.slug as organisation,
       outbox.subject_id as case_id, outbox.attempt, outbox.last_error, outbox.published_at
  from outbox
  left join organisation on organisation.id = outbox.organisation_id
 where outbox.state = 3
 order by outbox.seq
 limit $1::bigint;

-- name: outbox_dead_show
-- rows: one
-- $1 id
select outbox.id, outbox.topic, outbox.organisation_id, organisation.slug as organisation,
       outbox.subject_id as case_id, outbox.attempt, outbox.last_error, outbox.published_at
  from outbox
  left join organisation on organisation.id = outbox.organisation_id
 where outbox.state = 3
   and outbox.id = $1;

-- name: outbox_dead_retry
-- rows: none
-- $1 id
update outbox
   set state = 0, attempt = 0, available_at = heed_now(), lease_owner = null, lease_until = null
 where state = 3
   and id = $1;

-- name: outbox_dead_drop
-- rows: none
-- $1 id
update outbox
   set state = 4, done_at = heed_now()
 where state = 3
   and id = $1;

-- name: outbox_delete_old
-- rows: none
-- $1 limit
delete from outbox
 where seq in (select seq
                 from outbox
                where state in (2, 4)
                  and done_at < heed_now() - interval '7 days'
                order by done_at
                limit $1::bigint);
