-- An event waits for its next try for seven and a half minutes at most. One that would wait for longer
-- was queued before the clock was set back, by days perhaps: it begins at once. Rule: B4.

create function heed_may_begin(available_at timestamptz) returns boolean
    language sql stable parallel safe
    as $$ select available_at <= heed_now() or available_at > heed_now() + interval '10 minutes' $$;

grant execute on function heed_may_begin(timestamptz) to heed_api, heed_worker;
