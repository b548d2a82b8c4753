-- Where a case is looked up by its reference, "is true" keeps the organisation out of the choice of an
-- index: a plan made while the table is empty could look through all cases of the organisation. Of
-- the same reason the key is looked up by itself (limit 1).

-- name: case_by_reference
-- rows: one
-- $1 organisation, $2 reference
select case_file.organisation_id, id, reference, site_id, kind, channel, category, customer_type,
       anonymous, stage, state, version, procedure_version, handler, point_of_contact, received_at,
       recorded_at, closed_at, sealed_off, coalesce(public_state, state) as public_state,
       coalesce(public_stage, stage) as public_stage, hidden_from_site, erased_at, erasure_not_before,
       legal_hold, receipt_hash, receipt_generation, sealed_content, sealed_customer, kek_epoch,
       wrapped
  from case_file
  left join lateral (
        select kek_epoch, wrapped
          from case_key
         where case_key.organisation_id = case_file.organisation_id
           and case_key.case_id = case_file.id
         limit 1) as key on true
 where (case_file.organisation_id = $1) is true
   and reference = $2;

-- name: case_by_id
-- rows: one
-- $1 organisation, $2 case
select case_file.organisation_id, id, reference, site_id, kind, channel, category, customer_type,
       anonymous, stage, state, version, procedure_version, handler, point_of_contact, received_at,
       recorded_at, closed_at, sealed_off, coalesce(public_state, state) as public_state,
       coalesce(public_stage, stage) as public_stage, hidden_from_site, erased_at, erasure_not_before,
       legal_hold, receipt_hash, receipt_generation, sealed_content, sealed_customer, kek_epoch,
       wrapped
  from case_file
  left join lateral (
        select kek_epoch, wrapped
          from case_key
         where case_key.organisation_id = case_file.organisation_id
           and case_key.case_id = case_file.id
         limit 1) as key on true
 where case_file.organisation_id = $1
   and id = $2;

-- name: case_lock
-- rows: one
-- Holds a case until the transaction ends, so that its history grows one event at a time.
-- $1 organisation, $2 reference
select id
  from case_file
 where (organisation_id = $1) is true
   and reference = $2
   for update;

-- name: case_status
-- rows: one
-- What a site may know of its own case.
-- $1 organisation, $2 reference, $3 site
select id, reference, site_id, hidden_from_site, kind, received_at, erased_at,
       coalesce(public_state, state) as public_state
  from case_file
 where (organisation_id = $1) is true
   and reference = $2
   and site_id = $3
   and not hidden_from_site;

-- name: case_list
-- rows: many
-- Newest first. A parameter that is null does not filter.
-- $1 organisation, $2 site, $3 after this id, $4 kind, $5 states, $6 received from, $7 received
-- before, $8 at most so many, $9 stage, $10 category, $11 channel, $12 handler, $13 standard of an
-- open promise, $14 how that promise stands
select id, reference, kind, channel, category, stage, state, version, handler, received_at,
       closed_at, coalesce(public_state, state) as public_state
  from case_file
 where organisation_id = $1
   and ($2::uuid is null or (site_id = $2 and not hidden_from_site))
   and ($3::uuid is null or id < $3)
   and ($4::text is null or kind = $4)
   and ($5::text[] is null
        or case when $2::uuid is null then state else coalesce(public_state, state) end
               = any ($5))
   and ($6::timestamptz is null or received_at >= $6)
   and ($7::timestamptz is null or received_at < $7)
   and ($9::text is null or stage = $9)
   and ($10::text is null or category = $10)
   and ($11::text is null or channel = $11)
   and ($12::uuid is null or handler = $12)
   and (coalesce($13::text, $14::text) is null
        or exists (select from heed_open_promises(case_file.organisation_id) as promise
                    where promise.case_id = case_file.id
                      and ($13::text is null or promise.standard = $13)
                      and case $14::text
                              when 'running' then not promise.is_breached
                              when 'due_soon' then promise.is_due_soon
                              when 'breached' then promise.is_breached
                              else true
                          end))
 order by id desc
 limit $8::integer;

-- name: case_save
-- rows: none
-- $1 organisation, $2 case, $3 stage, $4 state, $5 version, $6 handler, $7 point of contact,
-- $8 closed at, $9 sealed off, $10 hidden from its site, $11 public state and
-- $12 public stage of what is sealed off, $13 first day on which it may be erased, $14 legal hold
update case_file
   set stage              = $3,
       state              = $4,
       version            = $5::integer,
       handler            = $6,
       point_of_contact   = $7,
       closed_at          = $8,
       sealed_off         = $9::boolean,
       hidden_from_site   = $10::boolean,
       public_state       = $11,
       public_stage       = $12,
       erasure_not_before = $13::date,
       legal_hold         = $14::boolean
 where organisation_id = $1
   and id = $2;

-- name: case_receipt_save
-- rows: none
-- The receipt code that opens it from now on.
-- $1 organisation, $2 case, $3 hash of the code, $4 its generation
update case_file
   set receipt_hash       = $3,
       receipt_generation = $4::integer
 where organisation_id = $1
   and id = $2;

-- name: case_marks
-- rows: many
-- The histories of some cases, as far as clocks depend on them.
-- $1 cases
select case_id, seq, type as event, occurred_at as at, recorded_at, facts
  from case_event
 where case_id = any ($1::uuid[])
   and organisation_id = any ((select heed_organisations())::uuid[])
 order by case_id, seq;

-- name: case_event_last
-- rows: one
-- $1 organisation, $2 case, $3 its version
select recorded_at, hash
  from case_event
 where organisation_id = $1
   and case_id = $2
   and seq = $3;

-- name: case_event_add
-- rows: none
-- $1 organisation, $2 case, $3 seq, $4 recorded at, $5 occurred at, $6 actor kind, $7 actor,
-- $8 type, $9 facts, $10 sealed, $11 content hash, $12 hash
insert into case_event (organisation_id, case_id, seq, recorded_at, occurred_at, actor_kind, actor,
                        type, facts, sealed, content_hash, hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: case_history
-- rows: many
-- $1 organisation, $2 case
select seq, recorded_at, occurred_at, actor_kind, actor, type, facts, sealed,
       content_hash, hash
  from case_event
 where organisation_id = $1
   and case_id = $2
 order by seq;

-- name: case_outcomes_add
-- rows: none
-- $1 organisation, $2 case, $3 seq, $4 outcomes
insert into case_outcome (organisation_id, case_id, seq, outcome)
select $1, $2, $3, outcome
  from unnest($4::text[]) as outcome
    on conflict do nothing;

-- name: case_version_save
-- rows: none
-- After an event that changes nothing else of the case.
-- $1 organisation, $2 case, $3 version
update case_file
   set version = $3::integer
 where organisation_id = $1
   and id = $2;
