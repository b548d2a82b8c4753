# Sourced by servers.sh: the private Redis of $folder, one user a program (redis.acl).
# shellcheck shell=bash disable=SC2154

redis_process()
{
    process_in_file "$folder/redis/redis.pid" redis-server
}

hashed()
{
    printf '%s' "$1" | sha256sum | cut -d ' ' -f 1
}

write_redis_settings()
{
    sed -e "s/#DEFAULT /#$(hashed "$(secret redis_admin)") /" \
        -e "s/#HEED_API /#$(hashed "$(secret redis_api)") /" \
        -e "s/#HEED_WORKER /#$(hashed "$(secret redis_worker)") /" \
        "$here/redis.acl" >"$folder/redis/users.acl"
    cat >"$folder/redis/redis.conf" <<SETTINGS
bind 127.0.0.1
port $redis_port
daemonize yes
dir "$folder/redis/data"
pidfile "$folder/redis/redis.pid"
logfile "$folder/redis/redis.log"
aclfile "$folder/redis/users.acl"
save ""
appendonly yes
appendfsync everysec
maxmemory 256mb
maxmemory-policy noeviction
SETTINGS
    chmod 600 "$folder/redis/users.acl" "$folder/redis/redis.conf"
    ! owns_files "$way" || chown -R postgres:postgres "$folder/redis"
}

redis_answers()
{
    REDISCLI_AUTH="$(secret redis_admin)" redis-cli -h 127.0.0.1 -p "$redis_port" ping 2>/dev/null |
        grep -q PONG
}

start_redis()
{
    redis_port="$(cat "$folder/redis/port" 2>/dev/null || free_port)"
    if ! redis_process >/dev/null; then
        is_free_port "$redis_port" || redis_port="$(free_port)"
        printf '%s\n' "$redis_port" >"$folder/redis/port"
        write_redis_settings
        as_server_here redis-server "$folder/redis/redis.conf" >/dev/null
    fi
    for _ in {1..100}; do
        if redis_answers; then
            write_redis_urls
            return
        fi
        sleep 0.1
    done
    tail -n 20 "$folder/redis/redis.log" >&2
    fail "Redis did not start. Its log: $folder/redis/redis.log"
}

end_redis()
{
    local process
    if process="$(redis_process)"; then
        kill "-$1" "$process"
        wait_for_end "$process" || kill -KILL "$process"
        rm -f "$folder/redis/redis.pid"
    fi
}

write_redis_urls()
{
    local role
    for role in api worker; do
        printf 'redis://heed_%s:%s@127.0.0.1:%s\n' \
            "$role" "$(secret "redis_$role")" "$redis_port" >"$folder/secrets/${role}_redis_url"
    done
    printf 'redis://default:%s@127.0.0.1:%s\n' \
        "$(secret redis_admin)" "$redis_port" >"$folder/secrets/admin_redis_url"
}
