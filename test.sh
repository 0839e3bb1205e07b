#!/usr/bin/env bash
# Runs every test. Installs what they need where it is missing: Chromium, from Debian.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v chromium >/dev/null || ! command -v chromium-headless-shell >/dev/null; then
    as_root=''
    [ "$(id -u)" -eq 0 ] || as_root=sudo
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq chromium chromium-headless-shell >/dev/null
fi

dotnet format --verify-no-changes --exclude ZorgId.Core/Persistence/Sqlite/Migrations ZorgId.Core/Persistence/PostgreSql/Migrations
dotnet test --nologo --logger 'console;verbosity=minimal' "$@"
