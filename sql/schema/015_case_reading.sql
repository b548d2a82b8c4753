-- Who was shown what of which case, and when: an entry for each time, for auditors. Rule: A12, B6.

-- Append-only. Committed, and on the disk, before anything is shown: what is not on record here was
-- not read. No foreign key: its check would make whoever reads a case wait for whoever is acting on
-- it. Kept as long as the organisation's records are; nothing ends it yet.
create table case_reading (
    organisation_id uuid    not null,
    id              uuid    not null,              -- by time
    case_id         uuid    not null,
    staff_id        uuid    not null,              -- a surrogate that stays for ever
    part            text    not null check (part in ('case', 'history', 'board_pack', 'board_pack_with_people')),
    version         integer not null check (version > 0), -- of the case: what was in it by then
    read_at         timestamptz not null default heed_now(),
    primary key (organisation_id, id)
);
create index case_reading_case on case_reading (case_id, id);
create index case_reading_staff on case_reading (staff_id, id);

-- Of staff only auditors of the organisation see them, and only those of cases that they may know of:
-- case_file has its own policy. Nobody writes one in another's name. "is true" as in 007.
alter table case_reading enable row level security;
alter table case_reading force row level security;
create policy own_organisation on case_reading for select
    using ((organisation_id = any ((select heed_organisations())::uuid[])) is true
           and ((select heed_staff()) is null
                or (organisation_id in (select held.organisation_id
                                          from staff_role as held
                                         where held.staff_id = (select heed_staff())
                                           and held.role = 'auditor')
                    and exists (select from case_file
                                 where case_file.organisation_id = case_reading.organisation_id
                                   and case_file.id = case_reading.case_id))));
create policy recorded on case_reading for insert
    with check (organisation_id = any ((select heed_organisations())::uuid[])
                and ((select heed_staff()) is null or staff_id = (select heed_staff())));

revoke all on case_reading from public;
grant select on case_reading to heed_api;
grant insert (organisation_id, id, case_id, staff_id, part, version) on case_reading to heed_api;
