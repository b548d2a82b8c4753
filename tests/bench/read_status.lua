-- wrk script: reads the status of one case. HEED_BENCH_KEY is the site's secret key.
wrk.headers["Authorization"] = "Bearer " .. os.getenv("HEED_BENCH_KEY")

function response(status)
    if status ~= 200 then
        wrk.thread:stop()
        io.stderr:write("a read was answered " .. status .. "\n")
    end
end

function done(summary, latency)
    io.write(string.format("RESULT %d %d %.1f\n", summary.requests, summary.duration, latency.mean))
end
