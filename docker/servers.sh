#!/bin/bash
# A private PostgreSQL 15 and Redis 7: data, sockets, logs and secrets in one folder.
# docker/local, the tests and the benchmarks start theirs with it.
#
#   docker/servers.sh start FOLDER [postgres|redis]     both when none is named; may be repeated
#   docker/servers.sh stop FOLDER [postgres|redis]
#   docker/servers.sh kill FOLDER [postgres|redis]      at once, as a crash would
#   docker/servers.sh discard FOLDER                    at once; nothing is left but the folder
#   docker/servers.sh status FOLDER                     a line each; 0 when both run
#
# FOLDER/secrets holds, a line each: owner_database_url api_database_url worker_database_url
# superuser_database_url api_redis_url worker_redis_url admin_redis_url.
#
# SERVERS_THROW_AWAY=1   PostgreSQL needn't survive a power cut: no fsync; for tests
# SERVERS_TCP=1          PostgreSQL listens on a port of 127.0.0.1 too, and the URLs name that
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=docker/messages.sh
. "$here/messages.sh"
# shellcheck source=docker/processes.sh
. "$here/processes.sh"
# shellcheck source=docker/secrets.sh
. "$here/secrets.sh"
# shellcheck source=docker/postgres.sh
. "$here/postgres.sh"
# shellcheck source=docker/redis.sh
. "$here/redis.sh"

# --- whose processes the servers are -------------------------------------------------------------

# PostgreSQL refuses root. Whoever is not root runs the servers himself; for root they belong to
# the account that Debian's package made, and the first of these ways that can reach FOLDER:
#   account      that account, nothing else
#   namespace    that account's name for root's files, in a user namespace
#   overriding   that account with leave to pass folders which are closed to it, such as /root
as_server()
{
    local way="${1}" account=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    shift
    case "$way" in
    myself) "$@" ;;
    account) "${account[@]}" -- "$@" ;;
    namespace)
        unshare --user --map-user="$(id -u postgres)" --map-group="$(id -g postgres)" -- "$@"
        ;;
    overriding)
        "${account[@]}" --inh-caps=+dac_override --ambient-caps=+dac_override -- "$@"
        ;;
    esac
}

owns_files()
{
    [[ "$1" == account || "$1" == overriding ]]
}

can_reach()
{
    local way="$1" owner=root
    ! owns_files "$way" || owner=postgres
    chown "$owner:" "$folder/postgres"
    # Tried, not asked: access(2) knows nothing of the leave to pass.
    (cd / && as_server "$way" /bin/mkdir "$folder/postgres/reached" &&
        rmdir "$folder/postgres/reached") 2>/dev/null
}

choose_way()
{
    local way
    ((EUID == 0)) || { printf 'myself\n' && return; }
    for way in account namespace overriding; do
        if can_reach "$way"; then
            printf '%s\n' "$way"
            return
        fi
    done
    fail "PostgreSQL may not run as root, and no other account can use $folder." \
        "Put the data elsewhere, for example: HEED_HOME=/var/lib/heed docker/local up"
}

prepare_folder()
{
    mkdir -p "$folder/postgres" "$folder/redis/data" "$folder/secrets"
    chmod 711 "$folder"
    chmod 700 "$folder/postgres" "$folder/redis" "$folder/secrets"
    [[ -s "$folder/way" ]] || choose_way >"$folder/way"
    read -r way <"$folder/way"
    ! owns_files "$way" || chown -R postgres:postgres "$folder/redis" "$folder/postgres"
}

as_server_here()
{
    (cd / && as_server "$way" "$@")
}

# --- commands ------------------------------------------------------------------------------------

start()
{
    [[ "$part" == redis ]] || start_postgres
    [[ "$part" == postgres ]] || start_redis
}

stop()
{
    [[ "$part" == postgres ]] || end_redis TERM
    [[ "$part" == redis ]] || end_postgres INT
    if [[ -z "$part" && -s "$folder/postgres/short_socket" ]]; then
        rmdir "$(cat "$folder/postgres/short_socket")" 2>/dev/null || true
    fi
}

kill_at_once()
{
    [[ "$part" == postgres ]] || end_redis KILL
    [[ "$part" == redis ]] || end_postgres KILL
}

discard()
{
    end_redis KILL
    end_postgres QUIT
    [[ ! -s "$folder/postgres/short_socket" ]] || rm -rf "$(cat "$folder/postgres/short_socket")"
}

status()
{
    local both=0
    if postgres_runs; then say "postgres  runs"; else say "postgres  stopped" && both=1; fi
    if redis_process >/dev/null; then say "redis     runs"; else say "redis     stopped" && both=1; fi
    return "$both"
}

usage="usage: docker/servers.sh start|stop|kill|discard|status FOLDER [postgres|redis]"
(($# >= 2)) || fail "$usage"
command="$1"
folder="$(realpath -m "$2")"
part="${3:-}"
case "$part" in '' | postgres | redis) ;; *) fail "$usage" ;; esac
umask 077
case "$command" in
start)
    prepare_folder
    start
    ;;
stop | kill | discard | status)
    if [[ ! -s "$folder/way" ]]; then
        [[ "$command" != status ]] || { say "postgres  stopped"; say "redis     stopped"; exit 1; }
        exit 0
    fi
    read -r way <"$folder/way"
    case "$command" in
    stop) stop ;;
    kill) kill_at_once ;;
    discard) discard ;;
    status) status ;;
    esac
    ;;
*) fail "$usage" ;;
esac
