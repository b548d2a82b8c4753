-- Of an absence that the worker sees to, whoever stands in is told once: an act that came upon it
-- meanwhile has told them. Rule: A13, A17, D9.

alter table staff_absence add changed_at timestamptz not null default heed_now();
