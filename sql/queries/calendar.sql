-- name: calendar_newest_version
-- rows: one
select version
  from calendar_version
 order by version desc
 limit 1;

-- name: calendar_at_version
-- rows: one
-- The version itself (0 asks for the newest) and, for a nation, the first and last year that it
-- has bank holidays of; null when it has none. Where years are missing between others, those of
-- the longest run of years: what lies beyond a gap is as good as unknown.
-- $1 version, $2 nation
with wanted as (
    select version
      from calendar_version
     where $1::int in (0, version)
     order by version desc
     limit 1),
known as (
    select distinct date_part('year', day)::int as year
      from bank_holiday
      join wanted on from_version <= version
                 and (until_version is null or until_version > version)
     where nation = $2),
numbered as (
    select year, year - row_number() over (order by year) as run
      from known),
longest as (
    select min(year) as first, max(year) as last
      from numbered
     group by run
     order by count(*) desc, run desc
     limit 1)
select wanted.version,
       make_date(longest.first, 1, 1) as first_day,
       make_date(longest.last, 12, 31) as last_day
  from wanted
  left join longest on true;

-- name: calendar_holidays
-- rows: many
-- The bank holidays of a nation as they stood at a version.
-- $1 version, $2 nation
select day as "on", title
  from bank_holiday
 where nation = $2
   and from_version <= $1::int
   and (until_version is null or until_version > $1::int)
 order by day;

-- name: calendar_closures
-- rows: many
-- The closures of an organisation as they stood at a version.
-- $1 version, $2 organisation
select day as "on", title
  from organisation_closure
 where organisation_id = $2
   and from_version <= $1::int
   and (until_version is null or until_version > $1::int)
 order by day;

-- name: calendar_lock
-- rows: one
-- One change of the calendar at a time, so that versions become visible in their order.
select pg_advisory_xact_lock(hashtext('calendar_version'));

-- name: calendar_is_empty
-- rows: one
select not exists (select from bank_holiday) as is_empty;

-- name: calendar_changes
-- rows: many
-- What an import would add and take back. Only the years that the file covers count, nation by nation.
-- $1 nations, $2 days, $3 titles
with file as (
    select * from unnest($1::text[], $2::date[], $3::text[]) as file (nation, day, title)),
covered as (
    select nation, date_trunc('year', min(day)) as first,
           date_trunc('year', max(day)) + interval '1 year' as after
      from file
     group by nation),
standing as (
    select nation, day, title
      from bank_holiday
     where until_version is null)
select nation, day as "on", title, true as is_added
  from (select * from file except select * from standing) as added
 union all
select nation, day, title, false
  from (select standing.*
          from standing join covered using (nation)
         where standing.day >= covered.first and standing.day < covered.after
        except select * from file) as removed
 order by 1, 2, 4;

-- name: calendar_version_add
-- rows: one
-- $1 reason, $2 organisation whose closures changed, or null, $3 the file imported, or null
insert into calendar_version (reason, organisation_id, sha256)
values ($1, $2, sha256($3::bytea))
returning version;

-- name: bank_holidays_end
-- rows: none
-- $1 version, $2 nations, $3 days
update bank_holiday
   set until_version = $1::int
  from unnest($2::text[], $3::date[]) as gone (nation, day)
 where bank_holiday.nation = gone.nation
   and bank_holiday.day = gone.day
   and bank_holiday.until_version is null;

-- name: bank_holidays_add
-- rows: none
-- $1 version, $2 nations, $3 days, $4 titles
insert into bank_holiday (from_version, nation, day, title)
select $1::int, *
  from unnest($2::text[], $3::date[], $4::text[]);

-- name: closure_find
-- rows: one
-- $1 organisation, $2 day
select day
  from organisation_closure
 where organisation_id = $1
   and day = $2
   and until_version is null;

-- name: closure_add
-- rows: none
-- $1 organisation, $2 day, $3 title, $4 version
insert into organisation_closure (organisation_id, day, title, from_version)
values ($1, $2, $3, $4::int);

-- name: closure_end
-- rows: none
-- $1 organisation, $2 day, $3 version
update organisation_closure
   set until_version = $3::int
 where organisation_id = $1
   and day = $2
   and until_version is null;
