#!/bin/bash
# Starts Redis in its container: users of redis.acl with the passwords from the secrets.
set -euo pipefail

hashed()
{
    printf '%s' "$(cat "/run/secrets/$1")" | sha256sum | cut -d ' ' -f 1
}

umask 077
sed -e "s/#DEFAULT /#$(hashed redis_admin) /" -e "s/#HEED_API /#$(hashed redis_api) /" \
    -e "s/#HEED_WORKER /#$(hashed redis_worker) /" /heed/redis.acl >/run/redis/users.acl
exec redis-server --dir /data --aclfile /run/redis/users.acl --save "" --appendonly yes \
    --appendfsync everysec --maxmemory 256mb --maxmemory-policy noeviction
