-- name: stand_ins_note
-- rows: none
-- From now on they know that they stand in.
-- $1 organisations, $2 who is away, $3 who was told in their place, $4 now
insert into stand_in (organisation_id, staff_id, deputy_id, told_at)
select distinct organisation_id, staff_id, deputy_id, $4::timestamptz
  from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as told (organisation_id, staff_id, deputy_id)
 order by organisation_id, staff_id, deputy_id
    on conflict do nothing;

-- name: stand_ins_end
-- rows: many
-- Forgets those who stand in no more, each once: whoever was away is back, or somebody else deputises,
-- or nobody. What another worker holds is its own.
-- $1 at most so many
with ended as (
    select organisation_id, staff_id, deputy_id
      from stand_in
     where not (heed_is_absent(organisation_id, staff_id)
                and exists (select from staff_deputy as named
                             where named.organisation_id = stand_in.organisation_id
                               and named.staff_id = stand_in.staff_id
                               and named.deputy_id = stand_in.deputy_id))
     order by told_at
     limit $1::integer
       for update skip locked)
delete from stand_in
 using ended
 where stand_in.organisation_id = ended.organisation_id
   and stand_in.staff_id = ended.staff_id
   and stand_in.deputy_id = ended.deputy_id
returning stand_in.organisation_id, stand_in.staff_id, stand_in.deputy_id;

-- name: stand_ins_tell
-- rows: none
-- Tells them so, unless they have left.
-- $1 organisations, $2 ids, $3 who was away, $4 who stood in, $5 now
insert into notification (organisation_id, id, staff_id, type, stood_in_for, created_at)
select ended.organisation_id, ended.id, ended.deputy_id, 'standing_in_ended', ended.staff_id,
       $5::timestamptz
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[])
    as ended (organisation_id, id, staff_id, deputy_id)
 where exists (select from staff_role as held
                 join staff on staff.id = held.staff_id and staff.disabled_at is null
                where held.organisation_id = ended.organisation_id
                  and held.staff_id = ended.deputy_id);
