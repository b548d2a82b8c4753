-- wrk script: posts a case a request, each with an Idempotency-Key of its own.
-- HEED_BENCH_KEY is the site's secret key, HEED_BENCH_BODY the case.
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

function init()
    math.randomseed(os.time() * 1000 + number)
    prefix = string.format("%d-%d-%d-", os.time(), number, math.random(1, 1000000000))
    count = 0
    wrk.method = "POST"
    wrk.body = os.getenv("HEED_BENCH_BODY")
    wrk.headers["Content-Type"] = "application/json"
    wrk.headers["Authorization"] = "Bearer " .. os.getenv("HEED_BENCH_KEY")
end

function request()
    count = count + 1
    wrk.headers["Idempotency-Key"] = prefix .. count
    return wrk.format()
end

function response(status)
    if status ~= 201 then
        wrk.thread:stop()
        io.stderr:write("a post was answered " .. status .. "\n")
    end
end

function done(summary, latency)
    io.write(string.format("RESULT %d %d %.1f\n", summary.requests, summary.duration, latency.mean))
end
