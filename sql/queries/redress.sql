-- name: redress_rules_of
-- rows: many
-- The rules of an organisation, of one nation or of all when it is null.
-- $1 organisation, $2 nation
select document, confirmed_by, confirmed_on
  from redress_rule
 where organisation_id = $1
   and ($2::text is null or nation = $2)
 order by nation, ground, valid_from, code;

-- name: redress_rule_put
-- rows: none
-- Adds a rule, or replaces one of that code that differs: it must then be confirmed anew.
-- $1 organisation, $2 code, $3 nation, $4 ground, $5 forum, $6 amount, $7 unit and $8 days less of
-- the limit, $9 first and $10 last day, $11 source, $12 document
insert into redress_rule (organisation_id, code, nation, ground, forum, limit_amount, limit_unit,
       limit_less_days, valid_from, valid_to, source, document)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    on conflict (organisation_id, code) do update
   set nation = excluded.nation, ground = excluded.ground, forum = excluded.forum,
       limit_amount = excluded.limit_amount, limit_unit = excluded.limit_unit,
       limit_less_days = excluded.limit_less_days, valid_from = excluded.valid_from,
       valid_to = excluded.valid_to, source = excluded.source, document = excluded.document,
       confirmed_by = null, confirmed_on = null
 where redress_rule.document::text <> excluded.document::text;

-- name: redress_rule_confirm
-- rows: none
-- $1 organisation, $2 code, $3 staff, $4 day
update redress_rule
   set confirmed_by = $3,
       confirmed_on = $4
 where organisation_id = $1
   and code = $2;
