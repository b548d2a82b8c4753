-- Erasure at the wish of whoever complained, and the legal hold that stands against it. Rule: B7, D18.

alter table case_file no force row level security; -- the owner sees every row while it is changed
alter table case_file add erasure_on date;         -- the first day on which it may be erased; null: no
                                                   -- wish stands
alter table case_file add legal_hold boolean not null default false;
alter table case_file add erased_at timestamptz;   -- what is left then is a shell
alter table case_file alter receipt_hash drop not null;
alter table case_file alter sealed_content drop not null;
alter table case_file add constraint case_file_erased check (
    case when erased_at is null then receipt_hash is not null and sealed_content is not null
         else receipt_hash is null and sealed_content is null and sealed_customer is null
              and handler is null and point_of_contact is null and erasure_on is null
              and state = 'closed' and not sealed_off and not legal_hold
    end);
create index case_file_erasure on case_file (erasure_on) where erasure_on is not null;
alter table case_file force row level security;

-- What was destroyed of a case, and when: nothing personal. Append-only.
create table erasure (
    organisation_id uuid        not null,
    id              uuid        not null,
    case_id         uuid        not null,
    ground          text        not null check (ground in ('complainant_asked')),
    asked_at        timestamptz not null,
    erased_at       timestamptz not null,
    destroyed       json        not null,          -- of each part its SHA-256: of what was sealed, not
                                                   -- of what it said
    primary key (organisation_id, id),
    unique (case_id, organisation_id),
    foreign key (organisation_id, case_id) references case_file
);
alter table erasure enable row level security;
alter table erasure force row level security;
create policy own_organisation on erasure
    using ((organisation_id = any ((select heed_organisations())::uuid[])) is true
           and ((select heed_staff()) is null
                or exists (select from case_file
                            where case_file.organisation_id = erasure.organisation_id
                              and case_file.id = erasure.case_id)))
    with check (organisation_id = any ((select heed_organisations())::uuid[]));

alter table notification drop constraint notification_type_check;
alter table notification add constraint notification_type_check
    check (type in ('assigned', 'referred', 'message', 'disadvantage', 'named', 'handed_over', 'due_soon',
                    'breached', 'alarm', 'moved', 'nobody_left', 'erasure_asked'));
create index notification_case on notification (case_id);

revoke all on erasure from public;
grant select on erasure to heed_api, heed_worker;
grant insert on erasure to heed_worker;
grant update (state, handler, point_of_contact, closed_at, erasure_on, erased_at, receipt_hash,
              sealed_content, sealed_customer) on case_file to heed_worker;
grant update (sealed) on case_event to heed_worker;
grant delete on case_key to heed_worker;
