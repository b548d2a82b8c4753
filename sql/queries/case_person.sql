-- name: case_person_save
-- rows: none
-- $1 organisation, $2 case, $3 seq, $4 staff, $5 part, $6 standing
insert into case_person (organisation_id, case_id, seq, staff_id, part, standing)
values ($1, $2, $3, $4, $5, $6)
    on conflict (organisation_id, case_id, seq) do update
   set standing = excluded.standing;

-- name: case_admit
-- rows: none
-- Lets somebody into a case that is sealed off.
-- $1 organisation, $2 case, $3 staff, $4 seq
insert into case_admission (organisation_id, case_id, staff_id, seq)
values ($1, $2, $3, $4)
    on conflict do nothing;

-- name: substitute_find
-- rows: one
-- Who takes a case over: of the first role that somebody holds who is not part of it, the one who
-- has held it longest.
-- $1 organisation, $2 roles, the first choice first, $3 staff who must not
select staff_role.staff_id
  from staff_role
  join unnest($2::text[]) with ordinality as wanted (role, place) using (role)
  join staff on staff.id = staff_role.staff_id and staff.disabled_at is null
 where staff_role.organisation_id = $1
   and staff_role.staff_id <> all ($3::uuid[])
 order by wanted.place, staff_role.created_at, staff_role.staff_id
 limit 1;
