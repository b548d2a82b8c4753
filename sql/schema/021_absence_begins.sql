-- An absence that has begun is seen to once: what was handed to an officer who is away, and nobody has
-- acknowledged, goes to whoever stands in. Rule: A13, D9.

alter table staff_absence add seen_to_at timestamptz; -- null: not yet
create index staff_absence_not_seen_to on staff_absence (first_day) where seen_to_at is null;
create index case_admission_staff on case_admission (staff_id);

grant insert on case_admission to heed_worker;
