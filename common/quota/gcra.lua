-- Takes from a quota that all processes share (gcra.h).
-- KEYS[1] the counter: microseconds of Redis' own clock
-- ARGV    interval in microseconds, quota, how many are wanted
-- Answers how many were taken, and the microseconds until all have come back.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, quota, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])

local spent_until = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local left = math.max(math.floor((now + quota * interval - spent_until) / interval), 0)
local taken = math.min(left, wanted)
if taken > 0 then
    spent_until = spent_until + taken * interval
    local life = math.ceil((spent_until - now) / 1000)
    redis.call('SET', KEYS[1], string.format('%.0f', spent_until), 'PX', string.format('%.0f', life))
end
return { taken, spent_until - now }
