-- name: key_list
-- rows: many
-- Keys of websites and tokens of staff, by age. A parameter that is null does not filter.
-- $1 organisation, or null for tokens over all of them, $2 kinds, $3 this one only, $4 after this one,
-- $5 at most so many
with key as (
    select id, organisation_id, kind, site_id, null::uuid as staff_id, name,
           array_to_string(scopes, ' ') as scopes, array_to_string(origins, ' ') as origins,
           created_at, expires_at, revoked_at, successor
      from api_key
     where organisation_id = $1
     union all
    select id, organisation_id, 'staff', null, staff_id, name, '', '',
           created_at, expires_at, revoked_at, successor
      from staff_token
     where organisation_id is not distinct from $1::uuid)
select key.id,
       key.organisation_id,
       key.kind,
       key.site_id,
       site.name as site_name,
       key.staff_id,
       key.name,
       key.scopes,
       key.origins,
       key.created_at,
       key.expires_at,
       credential_use.last_used_at,
       key.revoked_at,
       key.successor
  from key
  left join site on site.organisation_id = key.organisation_id and site.id = key.site_id
  left join credential_use on credential_use.credential_id = key.id
 where ($2::text[] is null or key.kind = any ($2))
   and ($3::uuid is null or key.id = $3)
   and ($4::uuid is null
        or (key.created_at, key.id) > (select earlier.created_at, earlier.id
                                         from key as earlier
                                        where earlier.id = $4))
 order by key.created_at, key.id
 limit $5::integer;

-- name: key_changes_of
-- rows: many
-- What was done to a key or token; of all of the organisation when it is null.
-- $1 organisation, $2 key or token
select credential_id, change, changed_at, staff_id, array_to_string(origins, ' ') as origins
  from credential_change
 where organisation_id = $1
   and ($2::uuid is null or credential_id = $2)
 order by id;

-- name: key_add
-- rows: none
-- $1 id, $2 hash, $3 organisation, $4 site, $5 kind, $6 name, $7 scopes, $8 origins,
-- $9 when it is made, $10 when it ends; null for never
insert into api_key (id, hash, organisation_id, site_id, kind, name, scopes, origins, created_at,
                     expires_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10);

-- name: token_add
-- rows: none
-- $1 id, $2 hash, $3 organisation or null, $4 staff, $5 name, $6 when it is made, $7 when it ends
insert into staff_token (id, hash, organisation_id, staff_id, name, created_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7);

-- name: key_succeed
-- rows: none
-- Another one takes the place of a key that is in use.
-- $1 key, $2 its successor, $3 when it ends, if not sooner
update api_key
   set successor = $2,
       expires_at = least(expires_at, $3::timestamptz)
 where id = $1
   and successor is null
   and revoked_at is null;

-- name: token_succeed
-- rows: none
-- $1 token, $2 its successor, $3 when it ends, if not sooner
update staff_token
   set successor = $2,
       expires_at = least(expires_at, $3::timestamptz)
 where id = $1
   and successor is null
   and revoked_at is null;

-- name: key_revoke
-- rows: none
-- $1 key
update api_key
   set revoked_at = heed_now()
 where id = $1
   and revoked_at is null;

-- name: token_revoke
-- rows: none
-- $1 token
update staff_token
   set revoked_at = heed_now()
 where id = $1
   and revoked_at is null;

-- name: key_set_origins
-- rows: none
-- $1 key, $2 origins
update api_key
   set origins = $2
 where id = $1
   and revoked_at is null;
