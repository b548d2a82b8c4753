# Sourced by the scripts: how they speak to the person who runs them.
# shellcheck shell=bash

say()
{
    printf '%s\n' "$*"
}

# fail MESSAGE...: one line each, then exit 1.
fail()
{
    printf '%s\n' "$@" >&2
    exit 1
}

# with_progress LOG COMMAND...: runs the command with its output in the file LOG. A line every
# 15 seconds shows that it is alive; when it fails the end of LOG is shown and 1 is returned.
# An interrupt ends the command first (clean-up belongs into a trap on EXIT).
with_progress()
{
    local log="$1" started="$SECONDS" process next=15
    shift
    "$@" >"$log" 2>&1 </dev/null &
    process=$!
    trap 'kill "$process" 2>/dev/null; wait "$process"; exit 130' INT TERM
    while kill -0 "$process" 2>/dev/null; do
        sleep 0.2
        if ((SECONDS - started >= next)); then
            say "  ... $((SECONDS - started)) seconds: $(tail -n 1 "$log" | cut -c 1-100)"
            next=$((next + 15))
        fi
    done
    trap 'exit 130' INT TERM
    if ! wait "$process"; then
        tail -n 40 "$log" >&2
        printf '%s\n' "" "This failed: $*" "All of its output: $log" >&2
        return 1
    fi
}
