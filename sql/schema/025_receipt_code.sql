-- A receipt code that was lost, never given or given to somebody else is replaced: each code of a case
-- derives from its key and from a number of its own. A repeated request is answered with the code
-- that it issued, while that is still the one that opens the case. Rule: B1, B4.

alter table case_file add receipt_generation integer not null default 0
    check (receipt_generation >= 0);                -- 0: the code that it was received with
alter table idempotency add receipt_generation integer
    check (receipt_generation > 0);                 -- that the request issued; null: none
