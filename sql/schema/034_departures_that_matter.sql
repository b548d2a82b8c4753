-- Nobody is missed for a role by which nothing is theirs to deal with, nor twice once they are disabled:
-- whoever stands in for somebody, or leads, would hear again of what they heard before. Rule: A13, D9.

create or replace function heed_note_role_taken() returns trigger
    language plpgsql security definer set search_path = public, pg_temp
    as $$
    begin
        insert into departure (organisation_id, staff_id)
        select old.organisation_id, staff.id
          from staff
         where staff.id = old.staff_id
           and staff.disabled_at is null
            on conflict (organisation_id, staff_id) do update
           set left_at = excluded.left_at;
        return null;
    end $$;

-- The roles of heed_may_be_given.
drop trigger departed on staff_role;
create trigger departed after delete on staff_role
    for each row when (old.organisation_id is not null
                       and old.role in ('handler', 'trustee', 'safeguarding_officer', 'safeguarding_trustee',
                                        'manager', 'ceo', 'chair', 'vice_chair'))
    execute function heed_note_role_taken();
