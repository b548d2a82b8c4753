-- name: token_issuer_list
-- rows: many
-- Whose keys are asked for.
select issuer, keys_url
  from token_issuer
 where exists (select from identity_provider
                where identity_provider.issuer = token_issuer.issuer and is_active)
 order by issuer;

-- name: token_issuer_save
-- rows: one
-- The address of an issuer's keys is that of all who use it: another is taken only while nobody does.
-- $1 issuer, $2 address of its keys or null
with saved as (
    insert into token_issuer as kept (issuer, keys_url)
    values ($1, $2)
        on conflict (issuer) do update
       set keys_url = excluded.keys_url
     where kept.keys_url is not distinct from excluded.keys_url
        or not exists (select from identity_provider
                        where identity_provider.issuer = kept.issuer and is_active)
    returning true)
select exists (select from saved) as is_saved;

-- name: identity_provider_for
-- rows: many
-- Those that a token is for.
-- $1 issuer, $2 audiences
select organisation_id, id, subject_claim, roles_claim, needs_access_type, admits_newcomers
  from identity_provider
 where issuer = $1
   and audience = any ($2::text[])
   and is_active
 order by organisation_id;

-- name: identity_find
-- rows: one
-- Who a provider's subject is (null: nobody knows), what the values of the token mean, what the
-- person holds by tokens so far, and when the newest of those was issued.
-- $1 organisation, $2 provider, $3 identity's hash, $4 values of the roles claim
select known.staff_id,
       coalesce(staff.disabled_at is not null, false) as is_disabled,
       (select string_agg(distinct role, ',' order by role)
          from identity_provider_role
         where organisation_id = $1
           and provider_id = $2
           and value = any ($4::text[])) as told,
       (select string_agg(role, ',' order by role)
          from staff_role
         where staff_role.staff_id = known.staff_id
           and organisation_id = $1
           and provider_id = $2) as held,
       (select issued_at
          from staff_sign_in
         where staff_sign_in.staff_id = known.staff_id
           and organisation_id = $1
           and provider_id = $2) as newest_at
  from (values (1)) as always
  left join staff_identity as known on known.hash = $3
  left join staff on staff.id = known.staff_id;

-- name: staff_admit
-- rows: one
-- Makes staff of a newcomer, or finds who was faster.
-- $1 organisation, $2 provider, $3 identity's hash, $4 id, $5 sealed details
select heed_admit($1, $2, $3, $4, $5) as staff_id;

-- name: identity_follow
-- rows: none
-- From now on the person has the roles that this token says, unless a newer one has said otherwise.
-- $1 organisation, $2 provider, $3 identity's hash, $4 when the token was issued, $5 roles
select heed_follow_token($1, $2, $3, $4, $5::text[]);

-- name: identity_provider_save
-- rows: one
-- One that was removed comes back as it is given now.
-- $1 organisation, $2 id, $3 issuer, $4 audience, $5 subject claim, $6 roles claim, $7 whether tokens
-- must say that they are access tokens, $8 whether newcomers are admitted
insert into identity_provider as kept (organisation_id, id, issuer, audience, subject_claim, roles_claim,
                                       needs_access_type, admits_newcomers)
values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (organisation_id, issuer, audience) do update
   set subject_claim = excluded.subject_claim,
       roles_claim = excluded.roles_claim,
       needs_access_type = excluded.needs_access_type,
       admits_newcomers = excluded.admits_newcomers,
       is_active = true
 where not kept.is_active
returning id;

-- name: identity_provider_clear
-- rows: none
-- $1 organisation, $2 provider
delete from identity_provider_role
 where organisation_id = $1
   and provider_id = $2;

-- name: identity_provider_map
-- rows: none
-- $1 organisation, $2 provider, $3 values, $4 the role of each
insert into identity_provider_role (organisation_id, provider_id, value, role)
select $1, $2, given.value, given.role
  from unnest($3::text[], $4::text[]) as given (value, role)
    on conflict do nothing;

-- name: identity_provider_list
-- rows: many
-- $1 organisation
select provider.id, provider.issuer, provider.audience, token_issuer.keys_url, provider.subject_claim,
       provider.roles_claim, provider.needs_access_type, provider.admits_newcomers, provider.created_at,
       coalesce(string_agg(mapped.value || '=' || mapped.role, ', ' order by mapped.value, mapped.role),
                '') as mapping
  from identity_provider as provider
  join token_issuer using (issuer)
  left join identity_provider_role as mapped on mapped.organisation_id = provider.organisation_id
                                            and mapped.provider_id = provider.id
 where provider.organisation_id = $1
   and provider.is_active
 group by provider.organisation_id, provider.id, token_issuer.keys_url
 order by provider.created_at, provider.id;

-- name: identity_provider_remove
-- rows: none
-- $1 organisation, $2 provider
update identity_provider
   set is_active = false
 where organisation_id = $1
   and id = $2
   and is_active;

-- name: identity_provider_roles_drop
-- rows: none
-- What people hold by the provider's tokens.
-- $1 organisation, $2 provider
delete from staff_role
 where organisation_id = $1
   and provider_id = $2;

-- name: staff_identity_add
-- rows: none
-- $1 identity's hash, $2 issuer, $3 staff
insert into staff_identity (hash, issuer, staff_id)
values ($1, $2, $3)
    on conflict do nothing;

-- name: staff_identity_drop
-- rows: none
-- $1 identity's hash, $2 staff
delete from staff_identity
 where hash = $1
   and staff_id = $2;

-- name: staff_identity_roles_drop
-- rows: none
-- What the person holds by tokens of that issuer.
-- $1 issuer, $2 staff
delete from staff_role
 where staff_id = $2
   and provider_id in (select id from identity_provider where issuer = $1);
