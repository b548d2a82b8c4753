-- name: organisation_by_slug
-- rows: one
-- $1 slug
select id, slug, name, reference_prefix, nation, procedure_version
  from organisation
 where slug = $1;

-- name: organisation_by_id
-- rows: one
-- $1 organisation
select id, slug, name, reference_prefix, nation, procedure_version
  from organisation
 where id = $1;

-- name: organisation_by_prefix
-- rows: one
-- $1 prefix of a reference
select id, slug, name, reference_prefix, nation, procedure_version
  from organisation
 where reference_prefix = $1;

-- name: organisation_list
-- rows: many
select id, slug, name, reference_prefix, nation, procedure_version
  from organisation
 order by slug;

-- name: organisation_ids
-- rows: many
select id
  from organisation
 order by id;

-- name: organisation_prefix_is_taken
-- rows: one
-- $1 prefix
select exists (select from organisation where reference_prefix = $1) as is_taken;

-- name: organisation_create
-- rows: none
-- $1 id, $2 slug, $3 name, $4 reference prefix, $5 nation, $6 procedure version
insert into organisation (id, slug, name, reference_prefix, nation, procedure_version)
values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing;

-- name: procedure_add
-- rows: none
-- $1 organisation, $2 version, $3 document
insert into procedure_version (organisation_id, version, document, sha256)
values ($1, $2, $3::text::json, sha256(convert_to($3::text, 'UTF8')));

-- name: procedure_document
-- rows: one
-- $1 organisation, $2 version
select document
  from procedure_version
 where organisation_id = $1
   and version = $2;

-- name: site_create
-- rows: none
-- $1 organisation, $2 id, $3 name
insert into site (organisation_id, id, name)
values ($1, $2, $3)
    on conflict do nothing;

-- name: site_by_id
-- rows: one
-- $1 organisation, $2 id
select organisation_id, id, name
  from site
 where organisation_id = $1
   and id = $2;

-- name: site_by_name
-- rows: one
-- $1 organisation, $2 name
select organisation_id, id, name
  from site
 where organisation_id = $1
   and name = $2;

-- name: site_list
-- rows: many
-- $1 organisation
select organisation_id, id, name
  from site
 where organisation_id = $1
 order by name;
