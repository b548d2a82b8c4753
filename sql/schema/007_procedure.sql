-- The whole procedure: who may not see a case, meetings, promises that follow them, the staff inbox.

alter table case_file drop constraint case_file_state_check;
alter table case_file add constraint case_file_state_check
    check (state in ('received', 'in_progress', 'decided', 'answered', 'safeguarding', 'closed'));
alter table case_file add sealed_off boolean not null default false;
alter table case_file add hidden_from_site boolean not null default false; -- it is about that partner

create table meeting (
    organisation_id   uuid        not null references organisation,
    id                uuid        not null,
    body              text        not null check (body in ('board', 'committee', 'review_panel')),
    is_special        boolean     not null,        -- called for cases that are tabled for it
    starts_at         timestamptz not null,
    place             text,
    minutes_reference text,
    is_cancelled      boolean     not null default false,
    changed_at        timestamptz,                 -- when it was last moved or cancelled
    created_at        timestamptz not null,
    primary key (organisation_id, id)
);

-- Every move and cancellation of a meeting. Append-only.
create table meeting_change (
    organisation_id uuid        not null,
    meeting_id      uuid        not null,
    n               integer     not null check (n > 0),
    starts_from     timestamptz not null,
    starts_to       timestamptz,                   -- null: it was cancelled
    staff_id        uuid        not null references staff,
    changed_at      timestamptz not null,
    sealed          bytea,                         -- why; sealed with the directory's key
    primary key (organisation_id, meeting_id, n),
    foreign key (organisation_id, meeting_id) references meeting
);

-- What says when a clock is due, and what was first promised. Rule: A18, B3, D4.
alter table case_clock no force row level security; -- the owner sees every row while it is changed
alter table case_clock add first_due_on date;
update case_clock set first_due_on = due_on;
alter table case_clock alter first_due_on set not null;
alter table case_clock add due_by text not null default 'timescale'
    check (due_by in ('timescale', 'meeting', 'set_date', 'extension'));
alter table case_clock add meeting_id uuid;
alter table case_clock add reckoned_from timestamptz;  -- since when its timescale counts
update case_clock set reckoned_from = started_at;
alter table case_clock alter reckoned_from set not null;
alter table case_clock add agreed_days integer check (agreed_days > 0); -- instead of the standard's amount
alter table case_clock add warned_at timestamptz;  -- when the handler was told that it is due soon
alter table case_clock add foreign key (organisation_id, meeting_id) references meeting;
create index case_clock_meeting on case_clock (meeting_id) where meeting_id is not null;
create index case_event_tabled on case_event ((facts ->> 'meeting')) where type = 'tabled';
create index case_clock_warning on case_clock (standard, due_at)
    where met_at is null and ended_at is null and breached_at is null and superseded_at is null
      and warned_at is null;
alter table case_clock add told_at timestamptz;    -- when staff were told that it was not kept
update case_clock set told_at = breached_at;       -- not now of what is long known
create index case_clock_untold on case_clock (breached_at) where breached_at is not null and told_at is null;
alter table case_clock force row level security;

-- Statistics with and without extensions: met, but after the day that was first promised. Rule: A18, D4.
alter table case_fact_standard add postponed boolean not null default false;

alter table clock_change drop constraint clock_change_reason_check;
alter table clock_change add constraint clock_change_reason_check
    check (reason in ('import', 'closure', 'meeting', 'set_date', 'extension'));

-- Who is part of a case and so must not deal with it, nor see that it exists. Rule: C11, D10.
create table case_person (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    seq             integer not null,              -- of the event that named them
    staff_id        uuid    not null references staff,
    part            text    not null check (part in ('subject', 'conflicted')),
    standing        text    not null check (standing in ('provisional', 'confirmed', 'dismissed')),
    primary key (organisation_id, case_id, seq),
    foreign key (organisation_id, case_id) references case_file
);
create index case_person_staff on case_person (staff_id, case_id);

-- Who is let into a case that is sealed off: whom it was handed to. Rule: A13.
create table case_admission (
    organisation_id uuid    not null,
    case_id         uuid    not null,
    staff_id        uuid    not null references staff,
    seq             integer not null,              -- of the event that admitted them
    primary key (organisation_id, case_id, staff_id),
    foreign key (organisation_id, case_id) references case_file
);

-- What a member of staff is told. Ids and codes only.
create table notification (
    organisation_id uuid        not null,
    id              uuid        not null,
    staff_id        uuid        not null references staff,
    case_id         uuid        not null,
    type            text        not null check (type in ('assigned', 'referred', 'message', 'disadvantage',
                        'named', 'handed_over', 'due_soon', 'breached', 'alarm', 'moved')),
    standard        text,                          -- the promise that it is about
    due_on          date,
    created_at      timestamptz not null,
    seen_at         timestamptz,
    primary key (organisation_id, id),
    foreign key (organisation_id, case_id) references case_file
);
create index notification_staff on notification (staff_id, organisation_id, id);
create index staff_role_organisation on staff_role (organisation_id, role);

-- The promises of an organisation's cases that are still open: those that run, and those whose time
-- passed and that are still not kept. Of one that repeats, what ends its run settles all of it.
create function heed_open_promises(organisation uuid)
    returns table (case_id uuid, standard text, is_due_soon boolean, is_breached boolean)
    language sql stable parallel safe
    as $$ select clock.case_id, clock.standard,
                 clock.breached_at is null and clock.warned_at is not null,
                 clock.breached_at is not null
            from case_clock as clock
           where clock.organisation_id = organisation
             and clock.met_at is null and clock.ended_at is null and clock.superseded_at is null
             and not (clock.breached_at is not null
                      and coalesce((select true
                                      from case_clock as later
                                     where later.organisation_id = clock.organisation_id
                                       and later.case_id = clock.case_id
                                       and later.standard = clock.standard
                                       and later.started_by = clock.started_by
                                       and later.superseded_at is null
                                       and (later.met_at is not null
                                            or later.ended_at is not null)
                                     limit 1), false)) $$;

-- The member of staff on whose behalf the current transaction reads, or null: a site, a program.
create function heed_staff() returns uuid
    language sql stable parallel safe
    as $$ select nullif(current_setting('heed.staff', true), '')::uuid $$;

-- Whether that member of staff may know of a case: nobody who is part of it; of a case that is sealed
-- off only safeguarding officers and whoever was admitted; of any other only who works on cases or
-- decides about them. Rule: A12, A13, C11, D17.
create function heed_may_know(organisation uuid, subject uuid, sealed_off boolean) returns boolean
    language sql stable parallel safe
    as $$ select not exists (select from case_person
                              where staff_id = heed_staff()
                                and case_id = subject
                                and organisation_id = organisation
                                and standing <> 'dismissed')
             and (exists (select from staff_role
                           where staff_id = heed_staff()
                             and organisation_id = organisation
                             and case when sealed_off then role = 'safeguarding_officer'
                                      else role in ('handler', 'manager', 'ceo', 'trustee', 'chair',
                                                    'vice_chair', 'review_panel')
                                 end)
                  or exists (select from case_admission
                              where staff_id = heed_staff()
                                and case_id = subject
                                and organisation_id = organisation)) $$;

-- "is true" keeps the policy out of the choice of an index: with it, a plan made while the table is
-- empty would look a case up through all of its organisation's references.
drop policy own_organisation on case_file;
create policy own_organisation on case_file
    using ((organisation_id = any ((select heed_organisations())::uuid[])) is true
           and ((select heed_staff()) is null or heed_may_know(organisation_id, id, sealed_off)))
    with check (organisation_id = any ((select heed_organisations())::uuid[]));

do $$
declare
    guarded text;
begin
    foreach guarded in array array['meeting', 'meeting_change', 'case_person', 'case_admission',
            'notification'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format('create policy own_organisation on %I '
            'using (organisation_id = any ((select heed_organisations())::uuid[]))', guarded);
    end loop;
end $$;

revoke all on meeting, meeting_change, case_person, case_admission, notification from public;
grant execute on function heed_staff(), heed_may_know(uuid, uuid, boolean) to heed_api, heed_worker;
grant execute on function heed_open_promises(uuid) to heed_api;
grant select, insert, update on meeting, case_person, notification to heed_api;
grant select, insert on meeting_change, case_admission to heed_api;
grant select on meeting, meeting_change, case_person, case_admission to heed_worker;
grant select, insert on notification to heed_worker;
