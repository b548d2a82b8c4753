# Sourced by docker/local: heed-api and heed-worker, started, watched and stopped.
# shellcheck shell=bash disable=SC2154

program_process()
{
    process_in_file "$home/$1.pid" "heed-$1"
}

# Built again, or told another port, since it was started.
is_outdated()
{
    [[ "$programs/heed-$1" -nt "$home/$1.pid" ]] ||
        [[ "$1" == api && "$(port)" != "$(cat "$home/port" 2>/dev/null)" ]]
}

stop_program()
{
    local name="$1" process
    if process="$(program_process "$name")"; then
        kill -TERM "$process"
        wait_for_end "$process" || {
            say "heed-$name did not stop within 30 seconds; it is ended by force."
            kill -KILL "$process"
        }
    fi
    rm -f "$home/$name.pid"
}

start_program()
{
    local name="$1"
    choose_settings "$name"
    # env and setsid become the program: the number is the program's.
    "${settings[@]}" setsid "$programs/heed-$name" >>"$home/logs/$name.log" 2>&1 </dev/null 9>&- &
    printf '%s\n' "$!" >"$home/$name.pid"
    sleep 0.2
    program_process "$name" >/dev/null || fail_with_log "$name"
}

fail_with_log()
{
    tail -n 20 "$home/logs/$1.log" >&2
    fail "" "heed-$1 does not run. The end of its log is above; all of it: docker/local logs $1"
}

require_free_port()
{
    is_free_port "$(port)" ||
        fail "Port $(port) of this machine is used by another program." \
            "Choose another one, for example: HEED_PORT=8081 docker/local up"
}

ensure_program()
{
    local name="$1"
    if program_process "$name" >/dev/null; then
        if ! is_outdated "$name"; then
            say "heed-$name already runs."
            return
        fi
        say "heed-$name is started again, for it or its port has changed."
        stop_program "$name"
    fi
    if [[ "$name" == api ]]; then
        require_free_port
        port >"$home/port.new"
        mv "$home/port.new" "$home/port"
    fi
    start_program "$name"
}

wait_until_ready()
{
    for _ in {1..150}; do
        if curl --silent --fail --output /dev/null --max-time 5 "$(url)/readyz"; then
            program_process worker >/dev/null || fail_with_log worker
            return
        fi
        program_process api >/dev/null || fail_with_log api
        sleep 0.2
    done
    tail -n 20 "$home/logs/api.log" >&2
    fail "" "heed-api does not become ready. Look at: docker/local logs"
}
