#!/bin/bash
# docker/build.sh PRESET [TARGET...]: builds what has changed into build/PRESET (presets:
# CMakePresets.json), or of it only these targets and what they need.
set -euo pipefail
umask 022

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck source=docker/messages.sh
. "$root/docker/messages.sh"

(($# >= 1)) || fail "usage: docker/build.sh PRESET [TARGET...] (the presets of CMakePresets.json)"
preset="$1"
shift
build="$root/build/$preset"

# A build folder that was made elsewhere, and copied here with the repository, is begun afresh.
is_configured()
{
    [[ -e "$build/build.ninja" ]] &&
        grep -qsFx "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"
}

mkdir -p "$build"
cd "$root"
if ! is_configured; then
    say "Building ($preset); the first time takes one to three minutes."
    with_progress "$build/configure.log" cmake --fresh --preset "$preset"
fi
with_progress "$build/build.log" cmake --build "$build" ${1:+--target "$@"}
