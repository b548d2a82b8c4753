-- name: api_key_find
-- rows: one
-- $1 hash
select organisation_id, site_id
  from api_key
 where hash = $1
   and revoked_at is null
   and (expires_at is null or expires_at > heed_now());

-- name: staff_token_find
-- rows: many
-- One row a role that an administrator gave; for a token over all organisations the organisation is
-- null.
-- $1 hash
select staff_token.staff_id, staff_token.organisation_id, staff_role.role
  from staff_token
  join staff_role on staff_role.staff_id = staff_token.staff_id
                 and staff_role.organisation_id is not distinct from staff_token.organisation_id
                 and staff_role.provider_id is null
  join staff on staff.id = staff_token.staff_id
            and staff.disabled_at is null
 where hash = $1
   and revoked_at is null
   and expires_at > heed_now();
