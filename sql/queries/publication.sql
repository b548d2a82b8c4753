-- name: procedure_published
-- rows: one
-- A version of a procedure with what proves which one it is.
-- $1 organisation, $2 version
select version,
       encode(sha256, 'hex') as sha256,
       activated_at,
       document
  from procedure_version
 where organisation_id = $1
   and version = $2;
