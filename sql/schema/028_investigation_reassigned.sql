-- An open investigation is given to others: whoever had it loses the sight that they had through it, at
-- once, and is told, and so are those who have it now. Rule: A12, A17, D9.

-- Who was named stays in the history; here stands who investigates.
grant delete on case_investigator to heed_api;

alter table notification drop constraint notification_type_check;
alter table notification add constraint notification_type_check
    check (type in ('assigned', 'referred', 'message', 'disadvantage', 'named', 'handed_over', 'due_soon',
                    'breached', 'alarm', 'moved', 'nobody_left', 'erasure_asked', 'investigator_away',
                    'investigation_assigned', 'investigation_reassigned'));
