#!/bin/bash
# Sourced or run by PostgreSQL's image when it makes a new database: the roles of the programs.
set -euo pipefail

create_role()
{
    printf "create role %s login password '%s';\n" "$1" "$(cat "/run/secrets/$1")"
}

{
    create_role heed_owner
    create_role heed_api
    create_role heed_worker
    cat <<'STATEMENTS'
create database heed owner heed_owner;
revoke connect, temporary on database heed from public;
grant connect on database heed to heed_api, heed_worker;
STATEMENTS
} | PGPASSWORD="$(cat /run/secrets/postgres)" psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
    --username=postgres --dbname=postgres
