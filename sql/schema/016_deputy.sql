-- Who deputises for whom, and who is away: administrators say so, nobody for themselves alone. Nothing
-- waits for somebody who is away. Rule: A13, A15, D9.

create table staff_deputy (
    organisation_id uuid not null references organisation,
    staff_id        uuid not null references staff,
    deputy_id       uuid not null references staff,
    created_at      timestamptz not null default heed_now(),
    primary key (organisation_id, staff_id),
    check (deputy_id <> staff_id)
);
create index staff_deputy_deputy on staff_deputy (organisation_id, deputy_id);

create table staff_absence (
    organisation_id uuid not null references organisation,
    staff_id        uuid not null references staff,
    first_day       date not null,                 -- local days, both of them away
    last_day        date not null,
    primary key (organisation_id, staff_id, first_day),
    check (first_day <= last_day)
);

do $$
declare
    guarded text;
begin
    foreach guarded in array array['staff_deputy', 'staff_absence'] loop
        execute format('alter table %I enable row level security', guarded);
        execute format('alter table %I force row level security', guarded);
        execute format('create policy own_organisation on %I '
            'using (organisation_id = any ((select heed_organisations())::uuid[]))', guarded);
    end loop;
end $$;

revoke all on staff_deputy, staff_absence from public;
grant select on staff_deputy, staff_absence to heed_api, heed_worker;
grant insert, update, delete on staff_deputy, staff_absence to heed_worker;

-- How customers reach somebody stands with the details that are sealed.
grant update (sealed) on staff to heed_worker;
