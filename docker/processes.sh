# Sourced by the scripts: processes and ports of this machine.
# shellcheck shell=bash

# A process that has ended but that nobody waited for does not count.
process_lives()
{
    kill -0 "$1" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"
}

wait_for_end()
{
    for _ in {1..600}; do
        process_lives "$1" || return 0
        sleep 0.05
    done
    return 1
}

# process_in_file FILE NAME: prints the process that the file names if it lives and is a NAME;
# after a boot the number may belong to somebody else.
process_in_file()
{
    local process
    read -r process 2>/dev/null <"$1" || return 1
    process_lives "$process" || return 1
    [[ ! -r "/proc/$process/comm" || "$(<"/proc/$process/comm")" == "$2" ]] || return 1
    printf '%s\n' "$process"
}

is_free_port()
{
    ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

free_port()
{
    local port
    for _ in {1..100}; do
        port=$((20000 + RANDOM % 12000))
        if is_free_port "$port"; then
            printf '%s\n' "$port"
            return
        fi
    done
    fail "No free port between 20000 and 32000 on 127.0.0.1."
}
