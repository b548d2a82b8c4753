-- name: secret_key_find
-- rows: one
-- $1 hash
select id, organisation_id, site_id, array_to_string(scopes, ' ') as scopes, expires_at
  from api_key
 where hash = $1
   and kind = 'secret'
   and revoked_at is null;

-- name: publishable_key_find
-- rows: one
-- $1 hash, $2 the origin of the page that uses it
select id,
       organisation_id,
       site_id,
       array_to_string(scopes, ' ') as scopes,
       expires_at,
       $2::text = any (origins) as lists_origin
  from api_key
 where hash = $1
   and kind = 'publishable'
   and revoked_at is null;

-- name: staff_token_find
-- rows: many
-- One row a role that an administrator gave; for a token over all organisations the organisation is
-- null.
-- $1 hash
select staff_token.id,
       staff_token.staff_id,
       staff_token.organisation_id,
       staff_role.role,
       staff_token.expires_at
  from staff_token
  join staff_role on staff_role.staff_id = staff_token.staff_id
                 and staff_role.organisation_id is not distinct from staff_token.organisation_id
                 and staff_role.provider_id is null
  join staff on staff.id = staff_token.staff_id
            and staff.disabled_at is null
 where hash = $1
   and revoked_at is null;

-- name: origin_list
-- rows: many
-- The pages that may call from a visitor's browser at all.
select distinct unnest(origins) as origin
  from api_key
 where kind = 'publishable'
   and revoked_at is null
   and (expires_at is null or expires_at > heed_now());

-- name: credential_use_note
-- rows: none
-- In the order of the ids, so that two programs never wait for each other in a circle.
-- $1 keys or tokens, $2 when each was used
insert into credential_use (credential_id, last_used_at)
select credential_id, last_used_at
  from unnest($1::uuid[], $2::timestamptz[]) as noted (credential_id, last_used_at)
 order by credential_id
    on conflict (credential_id) do update
   set last_used_at = excluded.last_used_at
 where credential_use.last_used_at < excluded.last_used_at;
