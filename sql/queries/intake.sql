-- name: intake_insert
-- rows: many
-- Takes in cases: every parameter is an array, one item a case (clocks: one a clock). The
-- idempotency row decides "new or replay": everything else is inserted only for the cases whose
-- row is new, and their ids are answered. Everything else was decided before. A case that was made
-- under a version of the procedure that is the active one no more gets no row. Rule: B4.
-- $1 organisations, $2 cases, $3 callers, $4 operations, $5 idempotency keys, $6 fingerprints,
-- $7 references, $8 sites, $9 kinds, $10 channels, $11 categories, $12 customer types,
-- $13 anonymous, $14 stages, $15 procedure versions, $16 received at, $17 recorded at,
-- $18 receipt hashes, $19 sealed contents, $20 sealed customers, $21 key epochs, $22 wrapped keys,
-- $23 actor kinds, $24 actors, $25 facts, $26 content hashes, $27 hashes, $28 outbox ids,
-- $29 traceparents; of the clocks: $30 organisations, $31 cases, $32 standards, $33 stages,
-- $34 started at, $35 due on, $36 due at, $37 provisional, $38 calendar versions, $39 due by,
-- $40 meetings, $41 meetings versions, $42 bodies whose meetings they wait for
with requested as (
    select *
      from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[],
                  $7::text[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[],
                  $13::boolean[], $14::text[], $15::integer[], $16::timestamptz[],
                  $17::timestamptz[], $18::bytea[], $19::bytea[], $20::bytea[], $21::integer[],
                  $22::bytea[], $23::text[], $24::uuid[], $25::json[], $26::bytea[], $27::bytea[],
                  $28::uuid[], $29::text[])
        as request (organisation_id, id, caller_id, operation, key, fingerprint,
                    reference, site_id, kind, channel, category, customer_type,
                    anonymous, stage, procedure_version, received_at,
                    recorded_at, receipt_hash, sealed_content, sealed_customer, kek_epoch,
                    wrapped, actor_kind, actor, facts, content_hash, hash,
                    outbox_id, traceparent)
),
fresh as (
    insert into idempotency (organisation_id, caller_id, operation, key, fingerprint, status,
                             resource_id, created_at)
    select organisation_id, caller_id, operation, key, fingerprint, 201, id, recorded_at
      from requested
     where procedure_version = (select organisation.procedure_version
                                  from organisation
                                 where organisation.id = requested.organisation_id)
        on conflict do nothing
    returning resource_id as id
),
filed as (
    insert into case_file (organisation_id, id, reference, site_id, kind, channel, category,
                           customer_type, anonymous, stage, state, version, procedure_version,
                           received_at, recorded_at, receipt_hash, sealed_content, sealed_customer,
                           sealed_off, public_state, public_stage)
    select organisation_id, id, reference, site_id, kind, channel, category,
           customer_type, anonymous, stage, 'received', 1, procedure_version,
           received_at, recorded_at, receipt_hash, sealed_content, sealed_customer,
           coalesce((facts ->> 'sealed')::boolean, false),
           case when (facts ->> 'sealed')::boolean then 'received' end,
           case when (facts ->> 'sealed')::boolean then stage end
      from requested join fresh using (id)
),
keyed as (
    insert into case_key (organisation_id, case_id, kek_epoch, wrapped)
    select organisation_id, id, kek_epoch, wrapped
      from requested join fresh using (id)
),
told as (
    insert into case_event (organisation_id, case_id, seq, recorded_at, occurred_at, actor_kind,
                            actor, type, facts, content_hash, hash)
    select organisation_id, id, 1, recorded_at, received_at, actor_kind,
           actor, 'received', facts, content_hash, hash
      from requested join fresh using (id)
),
started as (
    insert into case_clock (organisation_id, case_id, standard, started_by, period, stage,
                            started_at, first_due_on, due_on, due_at, provisional,
                            calendar_version, due_by, meeting_id, reckoned_from, meetings_version,
                            awaits, said_due_on, said_meeting_id)
    select organisation_id, id, standard, 1, 1, stage,
           started_at, due_on, due_on, due_at, provisional, calendar_version, due_by, meeting_id,
           started_at, meetings_version, awaits,
           case when due_by = 'meeting' then due_on end, meeting_id
      from unnest($30::uuid[], $31::uuid[], $32::text[], $33::text[], $34::timestamptz[],
                  $35::date[], $36::timestamptz[], $37::boolean[], $38::integer[],
                  $39::text[], $40::uuid[], $41::integer[], $42::text[])
        as clock (organisation_id, id, standard, stage, started_at, due_on, due_at, provisional,
                  calendar_version, due_by, meeting_id, meetings_version, awaits)
      join fresh using (id)
),
queued as (
    insert into outbox (id, organisation_id, topic, subject_id, traceparent, available_at)
    select outbox_id, organisation_id, 'case.received', id, traceparent, recorded_at
      from requested join fresh using (id)
)
select id from fresh;
