-- name: procedure_list
-- rows: many
-- $1 organisation
select version.version,
       version.version = organisation.procedure_version as is_active,
       document ->> 'name' as name,
       encode(sha256, 'hex') as sha256,
       activated_at,
       activated_by
  from procedure_version as version
  join organisation on organisation.id = version.organisation_id
 where organisation_id = $1
 order by version.version;

-- name: procedure_hold
-- rows: one
-- Holds the organisation, so that of two imports at once each makes a version of its own.
-- $1 organisation
select procedure_version
  from organisation
 where id = $1
   for no key update;

-- name: procedure_version_add
-- rows: one
-- $1 organisation, $2 document, $3 staff or null
insert into procedure_version (organisation_id, version, document, sha256, activated_by)
select $1::uuid, max(version) + 1, $2::text::json, sha256(convert_to($2::text, 'UTF8')), $3::uuid
  from procedure_version
 where organisation_id = $1::uuid
returning version;

-- name: procedure_activate
-- rows: none
-- $1 organisation, $2 version
update organisation
   set procedure_version = $2
 where id = $1;

-- name: procedure_versions_of
-- rows: many
-- The versions of the procedure that cases of an organisation may have started under.
-- $1 organisation
select version
  from procedure_version
 where organisation_id = $1
 order by version;

-- name: procedure_versions
-- rows: many
-- Every version of every organisation's procedure.
select organisation_id, version
  from procedure_version
 order by organisation_id, version;
