#!/usr/bin/env bash
# Runs every test. Installs what they need where it is missing: Chromium and nginx, from Debian.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v chromium >/dev/null || ! command -v chromium-headless-shell >/dev/null; then
    as_root=''
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq chromium chromium-headless-shell >/dev/null
fi

if ! command -v nginx >/dev/null; then
    as_root=''
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    $as_root apt-get update -qq
    # Debian starts what it installs; this one is for the tests alone. Its policy is asked by a file, which is put there for so long.
    policy=/usr/sbin/policy-rc.d
    [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null; $as_root chmod 755 "$policy"; ours=yes; }
    installed=0
    $as_root apt-get install -y -qq nginx >/dev/null || installed=$?
    [ -z "${ours-}" ] || $as_root rm "$policy"
    [ "$installed" -eq 0 ] || exit "$installed"
    # Nor at the next start of the machine.
    ! command -v systemctl >/dev/null || $as_root systemctl disable -q nginx || true
fi

dotnet format --verify-no-changes --exclude ZorgId.Core/Persistence/Sqlite/Migrations ZorgId.Core/Persistence/PostgreSql/Migrations
dotnet test --nologo --logger 'console;verbosity=minimal' "$@"
