-- Whoever was told something in the place of somebody who is away hears once when that is over. What
-- somebody was to do who lost a role, or may not sign in any more, is seen to, however they lost it.
-- Rule: A13, A17, C11, D9.

-- Who stands in for whom, and knows it.
create table stand_in (
    organisation_id uuid        not null references organisation,
    staff_id        uuid        not null references staff, -- who is away
    deputy_id       uuid        not null references staff, -- who was told something in their place
    told_at         timestamptz not null,                  -- for the first time
    primary key (organisation_id, staff_id, deputy_id)
);
alter table stand_in enable row level security;
alter table stand_in force row level security;
create policy own_organisation on stand_in
    using (organisation_id = any ((select heed_organisations())::uuid[]));

-- That it is over is about no case: whoever stood in may see theirs no more, or be part of them.
alter table notification alter case_id drop not null;
alter table notification add stood_in_for uuid references staff;
alter table notification drop constraint notification_type_check;
alter table notification add constraint notification_type_check
    check (type in ('assigned', 'referred', 'message', 'disadvantage', 'named', 'handed_over', 'due_soon',
                    'breached', 'alarm', 'moved', 'nobody_left', 'erasure_asked', 'investigator_away',
                    'investigation_assigned', 'investigation_reassigned', 'standing_in_ended'));
alter table notification add constraint notification_about_check
    check (case when type = 'standing_in_ended' then case_id is null and stood_in_for is not null
                else case_id is not null and stood_in_for is null end);

-- Who lost a role, or may not sign in any more, and is not seen to yet. Like staff_role it holds no case
-- and is written before the organisation of a request is known: row-level security does not apply.
create table departure (
    organisation_id uuid        not null references organisation,
    staff_id        uuid        not null references staff,
    left_at         timestamptz not null default heed_now(),
    primary key (organisation_id, staff_id)
);

-- Whether a case can be somebody's to deal with by this role: the roles of heed_may_be_given.
create function heed_deals_with_cases(role text) returns boolean
    language sql immutable parallel safe
    as $$ select role in ('handler', 'trustee', 'safeguarding_officer', 'safeguarding_trustee',
                          'manager', 'ceo', 'chair', 'vice_chair') $$;

-- Whoever takes a role, or shuts somebody out, need not think of it; by a role by which nothing is
-- theirs nobody is missed, nor twice once they are disabled. What is noted already is held: the worker
-- sees to it after this is done.
create function heed_note_role_taken() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
    begin
        insert into departure (organisation_id, staff_id)
        select old.organisation_id, staff.id
          from staff
         where staff.id = old.staff_id
           and staff.disabled_at is null
           and heed_deals_with_cases(old.role)
            on conflict (organisation_id, staff_id) do update
           set left_at = excluded.left_at;
        return null;
    end $$;
create trigger departed after delete on staff_role
    for each row when (old.organisation_id is not null) execute function heed_note_role_taken();

create function heed_note_disabled() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
    begin
        insert into departure (organisation_id, staff_id)
        select distinct organisation_id, staff_id
          from staff_role
         where staff_id = new.id
           and organisation_id is not null
           and heed_deals_with_cases(role)
         order by organisation_id
            on conflict (organisation_id, staff_id) do update
           set left_at = excluded.left_at;
        return null;
    end $$;
create trigger departed after update of disabled_at on staff
    for each row when (old.disabled_at is null and new.disabled_at is not null)
    execute function heed_note_disabled();

-- Whether a case can be somebody's to deal with: they may sign in, and have a role that does.
create function heed_may_be_given(organisation uuid, person uuid, sealed_off boolean) returns boolean
    language sql stable parallel safe
    as $$ select exists (
              select from staff_role as held
                join staff on staff.id = held.staff_id and staff.disabled_at is null
               where held.organisation_id = organisation
                 and held.staff_id = person
                 and held.role = any (
                     case when sealed_off then '{safeguarding_officer, safeguarding_trustee, manager, ceo,
                                                 chair, vice_chair}'
                          else '{handler, trustee, manager, ceo, chair, vice_chair}'
                     end::text[])) $$;

revoke all on stand_in, departure from public;
revoke all on function heed_deals_with_cases(text), heed_note_role_taken(), heed_note_disabled()
    from public;
grant execute on function heed_may_be_given(uuid, uuid, boolean) to heed_api, heed_worker;
grant select, insert on stand_in to heed_api;
grant select, insert, update, delete on stand_in to heed_worker;
grant select, update, delete on departure to heed_worker;
