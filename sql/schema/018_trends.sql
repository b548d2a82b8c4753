-- What a week brought is found by its days, however long the history is. Rule: A22.
-- As in 002 the organisation comes last.
create index case_file_received on case_file (received_at, organisation_id);
create index case_file_closed on case_file (closed_at, organisation_id) where closed_at is not null;
create index case_clock_breached on case_clock (due_on, organisation_id) where breached_at is not null;
