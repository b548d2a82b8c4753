# Sourced by servers.sh: the private PostgreSQL of $folder, reached by a socket, or by a port of
# 127.0.0.1 where SERVERS_TCP is set.
# shellcheck shell=bash disable=SC2154

postgres_programs=/usr/lib/postgresql/15/bin

# A socket's path may have 107 bytes; FOLDER's may leave too little of that.
choose_socket_folder()
{
    local longest=107 name="/.s.PGSQL.12345.lock"
    socket="$folder/postgres/socket"
    if ((${#socket} + ${#name} > longest)); then
        socket="$(cat "$folder/postgres/short_socket" 2>/dev/null || true)"
        if [[ ! -d "$socket" ]] || ! [[ -O "$socket" || $EUID == 0 ]]; then
            socket="$(mktemp -d /tmp/heed-socket.XXXXXX)"
            printf '%s\n' "$socket" >"$folder/postgres/short_socket"
        fi
    fi
    mkdir -p "$socket"
    chmod 700 "$socket"
    ! owns_files "$way" || chown postgres:postgres "$socket"
}

postgres_process()
{
    local process
    read -r process 2>/dev/null <"$folder/postgres/data/postmaster.pid" || return 1
    process_lives "$process" || return 1
    printf '%s\n' "$process"
}

postgres_runs()
{
    postgres_process >/dev/null
}

create_database_files()
{
    local password="$folder/postgres/password" log="$folder/postgres/initdb.log"
    rm -rf "$folder/postgres/data"
    secret postgres >"$password"
    ! owns_files "$way" || chown postgres:postgres "$password"
    as_server_here "$postgres_programs/initdb" --pgdata="$folder/postgres/data" \
        --username=postgres --pwfile="$password" --auth=scram-sha-256 --encoding=UTF8 \
        --locale=C.UTF-8 --data-checksums ${SERVERS_THROW_AWAY:+--no-sync} >"$log" 2>&1 || {
        cat "$log" >&2
        fail "PostgreSQL could not make its files in $folder/postgres."
    }
    rm -f "$password"
    touch "$folder/postgres/initialised"
}

choose_postgres_port()
{
    port=5432
    if [[ -n "${SERVERS_TCP:-}" ]]; then
        port="$(cat "$folder/postgres/port" 2>/dev/null || free_port)"
        is_free_port "$port" || port="$(free_port)"
    fi
    printf '%s\n' "$port" >"$folder/postgres/port"
}

write_postgres_settings()
{
    cat >"$folder/postgres/data/postgresql.conf" <<SETTINGS
listen_addresses = '${SERVERS_TCP:+127.0.0.1}'
port = $port
unix_socket_directories = '${socket//\'/\'\'}'
max_connections = 200
timezone = 'UTC'
log_timezone = 'UTC'
fsync = $([[ -n "${SERVERS_THROW_AWAY:-}" ]] && echo off || echo on)
synchronous_commit = on
deadlock_timeout = 200ms
# Nothing personal in the log: neither statements nor their parameters.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
log_line_prefix = '%m [%p] %q%u '
SETTINGS
}

create_roles_and_database()
{
    local role
    {
        for role in owner api worker; do
            printf "select 'create role heed_%s' where to_regrole('heed_%s') is null \\gexec\n" \
                "$role" "$role"
            printf "alter role heed_%s login password '%s';\n" "$role" "$(secret "heed_$role")"
        done
        cat <<'STATEMENTS'
select 'create database heed owner heed_owner'
where not exists (select from pg_database where datname = 'heed') \gexec
revoke connect, temporary on database heed from public;
grant connect on database heed to heed_api, heed_worker;
STATEMENTS
    } | PGPASSWORD="$(secret postgres)" "$postgres_programs/psql" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
        --host="$socket" --port="$port" --username=postgres --dbname=postgres >/dev/null
}

# How many processes hold the shared memory that the server noted in its file.
holders_of_shared_memory()
{
    local id
    id="$(awk 'NR == 7 { print $2 }' "$folder/postgres/data/postmaster.pid")"
    awk -v id="$id" '$2 == id { holders = $7 } END { print holders + 0 }' /proc/sysvipc/shm
}

# Where nobody waits for ended processes, as in some containers, a killed server keeps its
# number, and PostgreSQL takes it for a running one. Its files go when it and its children have.
forget_killed_postgres()
{
    [[ -e "$folder/postgres/data/postmaster.pid" ]] || return 0
    for _ in {1..100}; do
        (($(holders_of_shared_memory) > 0)) || break
        sleep 0.1
    done
    if (($(holders_of_shared_memory) == 0)); then
        rm -f "$folder/postgres/data/postmaster.pid" "$socket/.s.PGSQL.$port.lock"
    fi
}

launch_postgres()
{
    as_server_here "$postgres_programs/pg_ctl" -D "$folder/postgres/data" -w -t 60 \
        -l "$folder/postgres/postgres.log" start >/dev/null 2>&1
}

start_postgres()
{
    choose_socket_folder
    [[ -e "$folder/postgres/initialised" ]] || create_database_files
    if ! postgres_runs; then
        choose_postgres_port
        write_postgres_settings
        forget_killed_postgres
        launch_postgres || {
            tail -n 20 "$folder/postgres/postgres.log" >&2
            fail "PostgreSQL did not start. Its log: $folder/postgres/postgres.log"
        }
    fi
    port="$(cat "$folder/postgres/port")"
    create_roles_and_database
    write_database_urls
}

# end_postgres SIGNAL: INT ends connections and stops cleanly, QUIT writes nothing and leaves no shared
# memory behind, KILL is a crash.
end_postgres()
{
    local process
    if process="$(postgres_process)"; then
        kill "-$1" "$process"
        wait_for_end "$process" || fail "PostgreSQL (process $process) does not end."
    fi
}

# as_part_of_url TEXT: with %XX where a byte could have a meaning in URLs.
as_part_of_url()
{
    local LC_ALL=C
    if [[ "$1" =~ ^[a-zA-Z0-9/._~-]*$ ]]; then
        printf '%s' "$1"
    else
        printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'
    fi
}

write_database_urls()
{
    local host role
    host="$(as_part_of_url "$([[ -n "${SERVERS_TCP:-}" ]] && echo 127.0.0.1 || echo "$socket")")"
    for role in owner api worker; do
        printf 'postgresql://heed_%s:%s@/heed?host=%s&port=%s\n' "$role" \
            "$(secret "heed_$role")" "$host" "$port" >"$folder/secrets/${role}_database_url"
    done
    printf 'postgresql://postgres:%s@/heed?host=%s&port=%s\n' \
        "$(secret postgres)" "$host" "$port" >"$folder/secrets/superuser_database_url"
}
