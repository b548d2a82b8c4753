-- By which meetings a clock was reckoned, what a complainant was told of that, and old notifications.

-- Counts the changes of an organisation's meetings. A clock that waits for a meeting keeps the number
-- that it was reckoned by: a change that was being made at the same time shows by a higher one, and
-- the worker reckons the clock again. Rule: D4.
alter table organisation add meetings_version integer not null default 1;
alter table case_clock add meetings_version integer;  -- null: its standard waits for no meeting
create index case_clock_meetings on case_clock (meetings_version)
    where met_at is null and ended_at is null and breached_at is null and superseded_at is null
      and meetings_version is not null;
grant update (meetings_version) on organisation to heed_api;

-- What whoever complained was told last of when a meeting discusses their case, by the promise itself
-- or by a message. The worker tells them of what differs. Rule: D4.
alter table case_clock add said_due_on date;
alter table case_clock add said_meeting_id uuid;
alter table case_clock add foreign key (organisation_id, said_meeting_id) references meeting;
create index case_clock_unsaid on case_clock (due_at)
    where met_at is null and ended_at is null and breached_at is null and superseded_at is null
      and meetings_version is not null
      and (said_due_on is distinct from due_on or said_meeting_id is distinct from meeting_id);
-- Of a sealed case the clocks of the records have ended, and the outside sees others: whether all of
-- them is told is looked at again after every event and every change of meetings. Rule: D17.
alter table case_file add said_version integer check (said_version is null or sealed_off);
alter table case_file add said_meetings_version integer;
create index case_file_sealed on case_file (id) where sealed_off;
grant update (said_version, said_meetings_version) on case_file to heed_worker;
grant insert on case_event to heed_worker;

-- What staff were told is deleted in the end: what they saw, and what nobody ever looked at.
create index notification_seen on notification (seen_at) where seen_at is not null;
create index notification_unseen on notification (created_at) where seen_at is null;
grant delete on notification to heed_worker;
