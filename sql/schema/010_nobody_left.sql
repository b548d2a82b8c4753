-- Nobody who could deal with a case is left: somebody who may change that is told. Rule: D10.

alter table notification drop constraint notification_type_check;
alter table notification add constraint notification_type_check
    check (type in ('assigned', 'referred', 'message', 'disadvantage', 'named', 'handed_over', 'due_soon',
                    'breached', 'alarm', 'moved', 'nobody_left'));
