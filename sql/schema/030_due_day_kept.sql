-- A calendar that is changed too late puts no promise into the past: its day stays as it was told.
-- Rule: B3.

alter table case_clock drop constraint case_clock_due_by_check,
    add check (due_by in ('timescale', 'meeting', 'set_date', 'extension', 'kept'));
