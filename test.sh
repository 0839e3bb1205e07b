#!/usr/bin/env bash
# Runs every test: all of them on SQLite, and then those that touch the store on PostgreSQL, and the main job in a browser.
# Arguments are for dotnet test, in both runs: ./test.sh --filter FullyQualifiedName~Sessions
# ./test.sh fast runs what needs neither a browser, nor nginx, nor PostgreSQL, nor a program of its own, in under 90 seconds.
# Installs what they need where it is missing: Chromium, PostgreSQL and nginx, from Debian.
set -euo pipefail
cd "$(dirname "$0")"

# What each run is about.
no_program='FullyQualifiedName!~ZorgId.Tests.Browser&FullyQualifiedName!~ZorgId.Tests.Cluster&FullyQualifiedName!~ZorgId.Tests.Crash&FullyQualifiedName!~ZorgId.Tests.Web.CommandLine&Speed!=slow'

# What the caller asks for holds in both runs, beside what a run is about.
chosen=''
rest=()
fast=''
[ "${1-}" != fast ] || { fast=yes; shift; }
while [ $# -gt 0 ]; do
    case "$1" in
        --filter) chosen="&($2)"; shift 2 ;;
        --filter=*) chosen="&(${1#--filter=})"; shift ;;
        *) rest+=("$1"); shift ;;
    esac
done

run() {
    local database=$1 filter=$2
    shift 2
    echo "Tests on $database"
    ZORGID_TEST_DATABASE=$database dotnet test --nologo --logger 'console;verbosity=minimal' \
        --blame-hang-timeout 5m --blame-hang-dump-type none --filter "$filter$chosen" "$@" ${rest[@]+"${rest[@]}"}
}

if [ -n "$fast" ]; then
    run SQLite "Database!=PostgreSQL&$no_program"
    exit
fi

as_root=''
[ "$(id -u)" -eq 0 ] || as_root=sudo
if ! command -v chromium >/dev/null || ! command -v chromium-headless-shell >/dev/null; then
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq chromium chromium-headless-shell >/dev/null
fi
if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
    # The tests start servers of their own; Debian's package would make one for the machine besides.
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        $as_root mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
    fi
    $as_root apt-get update -qq
    $as_root apt-get install -y -qq -o Dpkg::Options::=--force-confold postgresql >/dev/null
fi

if ! command -v nginx >/dev/null; then
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
# The second run tells its failures too where the first had some.
status=0
run SQLite 'Database!=PostgreSQL' || status=$?
run PostgreSQL '(Database=PostgreSQL|FullyQualifiedName~ZorgId.Tests.Core|FullyQualifiedName~ZorgId.Tests.Web|FullyQualifiedName~LockedDatabaseTests|FullyQualifiedName~Browser.MainJobTests)&Database!=SQLite&Stores!=nothing' --no-build || status=$?
exit "$status"
