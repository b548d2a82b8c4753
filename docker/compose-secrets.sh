#!/bin/bash
# docker/compose-secrets.sh: builds the images and makes what compose.yaml reads from
# docker/secrets: passwords, connection strings, key ring. What exists is kept.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=docker/messages.sh
. "$here/messages.sh"
# shellcheck source=docker/secrets.sh
. "$here/secrets.sh"

folder="$here"
mkdir -p "$folder/secrets"
# Containers see the files alone, under accounts of their own; here the folder protects them.
chmod 700 "$folder/secrets"
umask 022

command -v docker >/dev/null || fail "Docker with its compose plugin is needed."
say "Building the two images; this takes a few minutes."
docker compose -f "$here/compose.yaml" build

secret postgres >/dev/null
for role in owner api worker; do
    printf 'postgresql://heed_%s:%s@postgres:5432/heed\n' "$role" "$(secret "heed_$role")" \
        >"$folder/secrets/${role}_database_url"
done
secret redis_admin >/dev/null
for role in api worker; do
    printf 'redis://heed_%s:%s@redis:6379\n' "$role" "$(secret "redis_$role")" \
        >"$folder/secrets/${role}_redis_url"
done
if [[ ! -s "$folder/secrets/key_ring" ]]; then
    docker run --rm --network none heed-worker heed key-ring generate >"$folder/secrets/key_ring.new"
    mv "$folder/secrets/key_ring.new" "$folder/secrets/key_ring"
fi
say "Keep a copy of $folder/secrets/key_ring in a safe place." \
    "Then: docker compose -f docker/compose.yaml up -d"
