-- name: webhook_endpoint_add
-- rows: none
-- $1 organisation, $2 endpoint, $3 site, $4 sealed address
insert into webhook_endpoint (organisation_id, id, site_id, sealed_url)
values ($1, $2, $3, $4);

-- name: webhook_endpoint_list
-- rows: many
-- By age. $1 organisation, $2 this one only, or null
select endpoint.organisation_id, endpoint.id, endpoint.site_id, site.name as site_name,
       endpoint.sealed_url, endpoint.created_at, endpoint.disabled_at, endpoint.disabled_by,
       heed_site_reads(endpoint.organisation_id, endpoint.site_id) as site_reads,
       (select count(*)
          from webhook_secret as secret
         where secret.organisation_id = endpoint.organisation_id
           and secret.endpoint_id = endpoint.id
           and (secret.expires_at is null or secret.expires_at > heed_now())) as secrets
  from webhook_endpoint as endpoint
  join site on site.organisation_id = endpoint.organisation_id and site.id = endpoint.site_id
 where endpoint.organisation_id = $1
   and ($2::uuid is null or endpoint.id = $2)
 order by endpoint.created_at, endpoint.id;

-- name: webhook_endpoint_disable
-- rows: none
-- $1 organisation, $2 endpoint, $3 by whom
update webhook_endpoint
   set disabled_at = heed_now(), disabled_by = $3
 where organisation_id = $1
   and id = $2
   and disabled_at is null;

-- name: webhook_endpoint_enable
-- rows: none
-- What changed meanwhile is not told; what waited goes on waiting for its next try.
-- $1 organisation, $2 endpoint
update webhook_endpoint
   set disabled_at = null, disabled_by = null, tells_from = heed_now()
 where organisation_id = $1
   and id = $2
   and disabled_at is not null;

-- name: webhook_endpoint_delete
-- rows: none
-- Its secrets and messages go with it.
-- $1 organisation, $2 endpoint
delete from webhook_endpoint
 where organisation_id = $1
   and id = $2;

-- name: webhook_secret_add
-- rows: none
-- $1 organisation, $2 secret, $3 endpoint, $4 sealed
insert into webhook_secret (organisation_id, id, endpoint_id, sealed)
values ($1, $2, $3, $4);

-- name: webhook_secrets_end
-- rows: none
-- Those of an endpoint that are good end then, if not sooner.
-- $1 organisation, $2 endpoint, $3 when
update webhook_secret
   set expires_at = least(expires_at, $3::timestamptz)
 where organisation_id = $1
   and endpoint_id = $2
   and (expires_at is null or expires_at > heed_now());

-- name: webhook_secrets
-- rows: many
-- The good secrets of endpoints, of each the newest first.
-- $1 endpoints
select id, endpoint_id, sealed
  from webhook_secret
 where organisation_id = any ((select heed_organisations())::uuid[])
   and endpoint_id = any ($1::uuid[])
   and (expires_at is null or expires_at > heed_now())
 order by endpoint_id, created_at desc, id desc;

-- name: webhook_listeners
-- rows: many
-- Of these cases those that an endpoint of their own site is to hear of, with each such endpoint;
-- the cases are held. A site hears nothing of a case about its partner.
-- $1 cases
select file.organisation_id, file.id, file.reference, file.site_id, file.kind, file.channel,
       file.category, file.stage, file.state, file.version, file.procedure_version, file.handler,
       file.point_of_contact, file.received_at, file.recorded_at, file.closed_at, file.sealed_off,
       file.hidden_from_site, file.erased_at, file.erasure_not_before, file.legal_hold,
       endpoint.id as endpoint_id, endpoint.tells_from
  from case_file as file
  join webhook_endpoint as endpoint
    on endpoint.organisation_id = file.organisation_id
   and endpoint.site_id = file.site_id
   and endpoint.disabled_at is null
 where file.id = any ($1::uuid[])
   and file.organisation_id = any ((select heed_organisations())::uuid[])
   and not file.hidden_from_site
 order by file.organisation_id, file.id
   for no key update of file;

-- name: webhook_deliveries_add
-- rows: none
-- What was told before is not told again. What changed longer ago than messages are kept at the
-- least is not told at all: whether it was could not be known.
-- $1 organisations, $2 ids, $3 endpoints, $4 cases, $5 entries of their history, $6 types,
-- $7 statuses, $8 when they changed, $9 traceparents
insert into webhook_delivery (organisation_id, id, endpoint_id, case_id, seq, type, status,
                              changed_at, traceparent)
select *
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::text[],
              $7::text[], $8::timestamptz[], $9::text[])
       as told (organisation_id, id, endpoint_id, case_id, seq, type, status, changed_at,
                traceparent)
 where changed_at > heed_now() - interval '30 days'
    on conflict (endpoint_id, case_id, seq, organisation_id) do nothing;

-- name: webhook_claim
-- rows: many
-- Takes messages that are due; of one endpoint at most $2 are under way at any time, in all workers,
-- and those of an endpoint that has fewer under way come first, so that none that hangs holds up
-- others. What a site may not know of any more is dropped, and all that waits when no key lets it read
-- how its cases stand; what was tried as often as may be, by a worker that ended before it recorded the
-- last try, is given up.
-- $1 at most so many, $2 of one endpoint, $3 lease in seconds, $4 tries
with open as materialized (
    select endpoint.organisation_id, endpoint.id, told.site_reads,
           case when told.site_reads then heed_now() else 'infinity' end as due_until,
           (select count(*)
              from webhook_delivery as busy
             where busy.organisation_id = endpoint.organisation_id
               and busy.endpoint_id = endpoint.id
               and busy.state in ('waiting', 'sending')
               and busy.state = 'sending'
               and busy.next_attempt_at > heed_now()) as busy
      from webhook_endpoint as endpoint
     cross join lateral heed_site_reads(endpoint.organisation_id, endpoint.site_id)
           as told (site_reads)
     where endpoint.disabled_at is null
), due as (
    select next.organisation_id, next.id, open.site_reads, open.due_until
      from open
     cross join lateral (
            select delivery.organisation_id, delivery.id, delivery.next_attempt_at,
                   row_number() over (order by delivery.next_attempt_at
                                      rows unbounded preceding) as place
              from webhook_delivery as delivery
             where delivery.organisation_id = open.organisation_id
               and delivery.endpoint_id = open.id
               and delivery.state in ('waiting', 'sending')
               and delivery.next_attempt_at <= open.due_until
               and (delivery.state = 'waiting' or delivery.next_attempt_at <= heed_now())
             order by delivery.next_attempt_at
             limit case when open.site_reads then greatest($2::bigint - open.busy, 0)
                        else $1::bigint end) as next
     order by open.busy + next.place, next.next_attempt_at
     limit $1::bigint
), held as (
    select delivery.organisation_id, delivery.id, delivery.endpoint_id, delivery.case_id,
           delivery.attempts, delivery.last_outcome, due.site_reads
      from webhook_delivery as delivery
      join due using (organisation_id, id)
     where delivery.state in ('waiting', 'sending')
       and delivery.next_attempt_at <= due.due_until
       and (delivery.state = 'waiting' or delivery.next_attempt_at <= heed_now())
       for update of delivery skip locked
), taken as (
    select held.organisation_id, held.id, endpoint.sealed_url, file.reference,
           case when file.hidden_from_site or not held.site_reads then 'dropped'
                when held.attempts >= $4::integer then 'given_up'
                else 'sending' end as state,
           case when file.hidden_from_site then held.last_outcome
                when not held.site_reads then 'no_key'
                when held.attempts >= $4::integer then 'unrecorded'
                else held.last_outcome end as outcome
      from held
      join case_file as file on file.organisation_id = held.organisation_id
                            and file.id = held.case_id
      join webhook_endpoint as endpoint on endpoint.organisation_id = held.organisation_id
                                       and endpoint.id = held.endpoint_id
)
update webhook_delivery as delivery
   set state = taken.state,
       attempts = delivery.attempts + case taken.state when 'sending' then 1 else 0 end,
       next_attempt_at = case taken.state when 'sending'
                              then heed_now() + $3::bigint * interval '1 second' end,
       last_attempt_at = case taken.state when 'sending' then heed_now()
                              else delivery.last_attempt_at end,
       last_status = case taken.state when 'given_up' then null else delivery.last_status end,
       last_outcome = taken.outcome
  from taken
 where delivery.organisation_id = taken.organisation_id
   and delivery.id = taken.id
returning delivery.organisation_id, delivery.id, delivery.endpoint_id, taken.sealed_url,
          taken.reference, delivery.type, delivery.status, delivery.changed_at, delivery.state,
          delivery.attempts, delivery.last_attempt_at, delivery.traceparent;

-- name: webhook_record
-- rows: none
-- What came of a try; whoever took longer than the lease finds another one here. A try that
-- failed is followed by another, a tenth of the time later at random, unless $7 is 0.
-- $1 organisation, $2 message, $3 when the try began, $4 whether it was taken, $5 status of HTTP, or
-- null, $6 outcome, $7 seconds to the next
update webhook_delivery
   set state = case when $4::boolean then 'sent'
                    when $7::integer > 0 then 'waiting'
                    else 'given_up' end,
       next_attempt_at = case when $4::boolean or $7::integer = 0 then null
                              else heed_now() + $7::integer * (1 + random() / 10) *
                                   interval '1 second' end,
       last_status = $5::integer,
       last_outcome = $6,
       sent_at = case when $4::boolean then heed_now() else sent_at end
 where organisation_id = $1
   and id = $2
   and last_attempt_at = $3::timestamptz
   and state = 'sending';

-- name: webhook_give_back
-- rows: none
-- A try that was broken off counts for nothing: another worker may make it at once.
-- $1 organisation, $2 message, $3 when the try began
update webhook_delivery
   set state = 'waiting', attempts = attempts - 1, next_attempt_at = heed_now()
 where organisation_id = $1
   and id = $2
   and last_attempt_at = $3::timestamptz
   and state = 'sending';

-- name: webhook_delivery_list
-- rows: many
-- Newest first. Of a case that its site may not know of any more nothing is shown. A parameter that
-- is null does not filter.
-- $1 organisation, $2 site, $3 after this one, $4 this one only, $5 state, $6 at most so many
select delivery.id, delivery.endpoint_id, delivery.type, file.reference, delivery.status,
       delivery.changed_at, delivery.state, delivery.attempts, delivery.last_attempt_at,
       delivery.last_status, delivery.last_outcome, delivery.next_attempt_at, delivery.sent_at
  from webhook_delivery as delivery
  join webhook_endpoint as endpoint
    on endpoint.organisation_id = delivery.organisation_id
   and endpoint.id = delivery.endpoint_id
  join case_file as file
    on file.organisation_id = delivery.organisation_id
   and file.id = delivery.case_id
 where delivery.organisation_id = $1
   and ($2::uuid is null or (endpoint.site_id = $2 and not file.hidden_from_site))
   and ($3::uuid is null or delivery.id < $3)
   and ($4::uuid is null or delivery.id = $4)
   and ($5::text is null or delivery.state = $5)
 order by delivery.id desc
 limit $6::integer;

-- name: webhook_replay
-- rows: none
-- Sends it again from the first try on, with the same id; what waits or is under way is left alone,
-- and what its site may not know of is dropped again.
-- $1 organisation, $2 message
update webhook_delivery
   set state = 'waiting', attempts = 0, next_attempt_at = heed_now()
 where organisation_id = $1
   and id = $2
   and state in ('sent', 'given_up', 'dropped');

-- name: webhook_deliveries_delete_old
-- rows: none
-- Messages are kept for 90 days after they were made, whatever became of them.
-- $1 limit
delete from webhook_delivery
 where (organisation_id, id) in (
           select organisation_id, id
             from webhook_delivery
            where created_at < heed_now() - interval '90 days'
            order by created_at
            limit $1::bigint);

-- name: webhook_secrets_delete_old
-- rows: none
-- What signs no more is forgotten.
-- $1 limit
delete from webhook_secret
 where (organisation_id, id) in (
           select organisation_id, id
             from webhook_secret
            where expires_at < heed_now()
            limit $1::bigint);
