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

-- What staff were told is deleted in the end: what they saw, and what nobody ever looked at.
create index notification_seen on notification (seen_at) where seen_at is not null;
create index notification_unseen on notification (created_at) where seen_at is null;
grant delete on notification to heed_worker;
