-- name: staff_create
-- rows: none
-- $1 id, $2 sealed details
insert into staff (id, sealed)
values ($1, $2);

-- name: staff_details_read
-- rows: one
-- $1 staff
select sealed
  from staff
 where id = $1;

-- name: staff_details_change
-- rows: none
-- $1 staff, $2 sealed details
update staff
   set sealed = $2
 where id = $1;

-- name: staff_role_add
-- rows: none
-- $1 staff, $2 organisation or null, $3 role
insert into staff_role (staff_id, organisation_id, role)
values ($1, $2, $3)
    on conflict do nothing;

-- name: staff_has_role
-- rows: one
-- $1 staff, $2 organisation or null
select exists (
    select from staff_role
     where staff_id = $1
       and organisation_id is not distinct from $2::uuid) as has_role;

-- name: staff_roles
-- rows: many
-- Of somebody who may still sign in.
-- $1 staff, $2 organisation
select distinct role
  from staff_role
  join staff on staff.id = staff_role.staff_id
 where staff_id = $1
   and organisation_id = $2
   and disabled_at is null;

-- name: staff_list
-- rows: many
-- Who stands in for them, and when they are away now, or next.
-- $1 organisation or null
select staff.id,
       staff_role.organisation_id,
       staff.sealed,
       string_agg(distinct role, ',' order by role) as roles,
       staff.disabled_at is not null as is_disabled,
       named.deputy_id,
       away.first_day as absent_from,
       away.last_day as absent_to
  from staff
  join staff_role on staff_role.staff_id = staff.id
  left join staff_deputy as named on named.organisation_id = $1 and named.staff_id = staff.id
  left join lateral (
        select first_day, last_day
          from staff_absence
         where organisation_id = $1
           and staff_id = staff.id
           and last_day >= (heed_now() at time zone 'Europe/London')::date
         order by first_day
         limit 1) as away on true
 where staff_role.organisation_id is not distinct from $1::uuid
 group by staff.id, staff_role.organisation_id, named.deputy_id, away.first_day, away.last_day
 order by staff.created_at, staff.id;

-- name: staff_disable
-- rows: none
-- The person may not sign in any more, or may again.
-- $1 staff, $2 whether to disable
update staff
   set disabled_at = case when $2::boolean then heed_now() end
 where id = $1
   and (disabled_at is null) = $2::boolean;

-- name: staff_holds
-- rows: one
-- Whether somebody who may still sign in holds one of these roles in an organisation.
-- $1 staff, $2 organisation, $3 roles
select exists (
    select from staff_role
      join staff on staff.id = staff_role.staff_id
     where staff_id = $1
       and organisation_id = $2
       and role = any ($3::text[])
       and disabled_at is null) as holds;
