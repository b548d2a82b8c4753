#!/bin/bash
# docker/install.sh GROUP...: installs the Debian packages of these groups of docker/packages
# that are missing. Starts no server; leaves no configuration behind.
set -euo pipefail
umask 022

folder="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=docker/messages.sh
. "$folder/messages.sh"

# Both tell Debian to create and start no servers of its own; they exist during the installation.
start_policy=/usr/sbin/policy-rc.d
cluster_policy=/etc/postgresql-common/createcluster.d/heed.conf
our_mark="written by docker/install.sh of Heed, safe to remove"

packages_of()
{
    local group
    for group in "$@"; do
        awk -v group="$group" '$1 == group { print $2 }' "$folder/packages"
    done
}

is_installed()
{
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

missing_among()
{
    local package
    for package in "$@"; do
        is_installed "$package" || printf '%s\n' "$package"
    done
}

as_root()
{
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "Packages have to be installed, for which root is needed: there is no sudo here." \
            "As root, run:  apt-get install --no-install-recommends ${missing[*]}" \
            "then repeat the command."
    fi
}

# write_as_root FILE MODE: standard input goes to the file.
write_as_root()
{
    as_root mkdir -p "$(dirname "$1")"
    as_root tee "$1" >/dev/null
    as_root chmod "$2" "$1"
}

forbid_server_starts()
{
    if [[ ! -e "$start_policy" ]]; then
        printf '#!/bin/sh\n# %s\nexit 101\n' "$our_mark" | write_as_root "$start_policy" 755
    fi
    printf '# %s\ncreate_main_cluster = false\n' "$our_mark" | write_as_root "$cluster_policy" 644
}

allow_server_starts()
{
    local file
    for file in "$start_policy" "$cluster_policy"; do
        if grep -qs "$our_mark" "$file"; then
            as_root rm -f "$file"
        fi
    done
}

# Redis's package would start its own server at the next boot of the machine.
forbid_redis_at_boot()
{
    as_root deb-systemd-helper disable redis-server.service >/dev/null 2>&1 || true
    as_root update-rc.d redis-server disable >/dev/null 2>&1 || true
}

apt_get()
{
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 \
        -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 "$@"
}

# An interrupt waits for the end of it: a half configured package helps nobody.
install_missing()
{
    trap '' TERM
    apt_get update
    apt_get install --yes --no-install-recommends "${missing[@]}"
}

mapfile -t wanted <<<"$(packages_of "$@")"
[[ -n "${wanted[0]}" ]] || fail "usage: docker/install.sh GROUP... (the groups of docker/packages)"
mapfile -t missing <<<"$(missing_among "${wanted[@]}")"
[[ -n "${missing[0]}" ]] || exit 0

command -v apt-get >/dev/null ||
    fail "Heed's scripts install Debian packages; this machine has no apt-get." \
        "Install yourself what corresponds to: ${missing[*]}"
say "Installing ${#missing[@]} Debian packages; this takes one to five minutes."
((EUID == 0)) || as_root true
log="$(mktemp --tmpdir heed-packages.XXXXXX)"
trap allow_server_starts EXIT
forbid_server_starts
with_progress "$log" install_missing ||
    fail "Is the network there, and does 'apt-get update' work? Then repeat the command."
[[ " ${missing[*]} " != *" redis-server "* ]] || forbid_redis_at_boot
rm -f "$log"
