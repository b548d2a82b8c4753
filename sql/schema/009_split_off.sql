-- What the outside sees of a case that is sealed off: as if it never had been. Rule: A13, D17.

alter table case_file no force row level security; -- the owner sees every row while it is changed
alter table case_file add public_state text -- where the outside believes it to stand; null: where it does
    check (public_state is null or (sealed_off and public_state in ('received', 'in_progress', 'decided', 'answered', 'closed')));
alter table case_file add public_stage text check (public_stage is null or sealed_off);
update case_file
   set public_state = 'in_progress', -- as the outside was told so far
       public_stage = stage
 where sealed_off;
alter table case_file force row level security;
