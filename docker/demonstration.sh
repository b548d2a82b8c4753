# Sourced by docker/local: the demonstration organisation and its keys. The database has only
# their hashes; the keys themselves are in $secrets/demonstration, NAME=value lines, mode 600.
# shellcheck shell=bash disable=SC2154

demonstration_value()
{
    sed -n "s/^$1=//p" "$secrets/demonstration" 2>/dev/null
}

# remember NAME COMMAND...: keeps the last word that the command prints, unless NAME is kept yet.
remember()
{
    local name="$1" value log="$home/logs/demonstration.log"
    shift
    if [[ -z "$(demonstration_value "$name")" ]]; then
        value="$("$@" 2>"$log" | awk 'NF { last = $NF } END { print last }')" || value=
        [[ -n "$value" ]] || fail "The demonstration cannot be made: $*" "$(cat "$log")"
        printf '%s=%s\n' "$name" "$value" >>"$secrets/demonstration"
    fi
}

create_demonstration()
{
    local site staff analyst port here=(--organisation demo)
    heed organisation list | grep -qw demo ||
        heed organisation create --slug demo --name "Demonstration" --nation england-and-wales \
            --prefix DEMO >"$home/logs/demonstration.log" 2>&1 ||
        fail "The demonstration cannot be made:" "$(cat "$home/logs/demonstration.log")"
    remember HEED_ORGANISATION echo demo
    remember SITE heed site create "${here[@]}" --name "Website"
    site="$(demonstration_value SITE)"
    remember HEED_SECRET_KEY heed key create "${here[@]}" --site "$site" --kind secret
    port=":$(port)" # pages of this machine; browsers leave the port out when it is the usual one
    [[ "$port" != :80 ]] || port=
    remember HEED_PUBLISHABLE_KEY heed key create "${here[@]}" --site "$site" --kind publishable \
        --origin "http://127.0.0.1$port" --origin "http://localhost$port"
    remember STAFF heed staff create "${here[@]}" --name "Ann" \
        --roles ceo,organisation_admin,handler
    staff="$(demonstration_value STAFF)"
    remember HEED_STAFF_TOKEN heed staff token create "${here[@]}" --staff "$staff"
    remember ANALYST heed staff analyst --name "Anna"
    analyst="$(demonstration_value ANALYST)"
    remember HEED_ANALYST_TOKEN heed staff token create --staff "$analyst"
}

# assignment NAME VALUE: quoted so that a shell reads exactly the value.
assignment()
{
    printf "%s='%s'\n" "$1" "${2//\'/\'\\\'\'}"
}

print_environment()
{
    local name
    assignment HEED_URL "$(url)"
    for name in HEED_ORGANISATION HEED_SECRET_KEY HEED_PUBLISHABLE_KEY HEED_STAFF_TOKEN \
        HEED_ANALYST_TOKEN; do
        assignment "$name" "$(demonstration_value "$name")"
    done
    assignment HEED_DATABASE_URL "$(cat "$secrets/owner_database_url")"
    assignment HEED_REDIS_URL "$(cat "$secrets/admin_redis_url")"
    assignment HEED_HOME "$home"
    assignment HEED_API_PID "$(program_process api || true)"
    assignment HEED_WORKER_PID "$(program_process worker || true)"
}
