-- name: readings_add
-- rows: none
-- Every parameter is an array, one item a reading. Those that are there already, because the answer
-- got lost, stay as they are. Rule: A12.
-- $1 organisations, $2 ids, $3 cases, $4 staff, $5 parts, $6 versions
insert into case_reading (organisation_id, id, case_id, staff_id, part, version)
select organisation_id, id, case_id, staff_id, part, version
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::integer[])
    as reading (organisation_id, id, case_id, staff_id, part, version)
    on conflict do nothing;

-- name: reading_list
-- rows: many
-- Newest first. A parameter that is null does not filter. Row-level security leaves out the cases
-- that whoever asks may not know of. Each branch has an index of its own, whichever way it is
-- asked: by case, by person, or neither; "is true" as in case.sql.
-- $1 organisation, $2 before this id, $3 reference, $4 staff, $5 read from, $6 read before, $7 at
-- most so many
with asked as (
    select (select case_file.id
              from case_file
             where (case_file.organisation_id = $1) is true
               and case_file.reference = $3) as case_id,
           coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as before,
           coalesce($5::timestamptz, '-infinity') as read_from,
           coalesce($6::timestamptz, 'infinity') as read_before),
found as (
    (select organisation_id, id, case_id, staff_id, part, version, read_at
       from case_reading
      where $3::text is not null
        and (organisation_id = $1) is true
        and case_id = (select case_id from asked)
        and id < (select before from asked)
        and ($4::uuid is null or staff_id = $4)
        and read_at >= (select read_from from asked)
        and read_at < (select read_before from asked)
      order by id desc
      limit $7::integer)
    union all
    (select organisation_id, id, case_id, staff_id, part, version, read_at
       from case_reading
      where $3::text is null
        and (organisation_id = $1) is true
        and staff_id = $4
        and id < (select before from asked)
        and read_at >= (select read_from from asked)
        and read_at < (select read_before from asked)
      order by id desc
      limit $7::integer)
    union all
    (select organisation_id, id, case_id, staff_id, part, version, read_at
       from case_reading
      where $3::text is null
        and $4::uuid is null
        and organisation_id = $1
        and id < (select before from asked)
        and read_at >= (select read_from from asked)
        and read_at < (select read_before from asked)
      order by id desc
      limit $7::integer))
select found.id, found.case_id, known.reference, found.staff_id, found.part, found.version,
       found.read_at
  from found
 cross join lateral (
        select case_file.reference
          from case_file
         where case_file.organisation_id = found.organisation_id
           and case_file.id = found.case_id
         limit 1) as known
 order by found.id desc;
