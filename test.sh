#!/usr/bin/env bash
# Runs every test: all of them on SQLite, and then those that touch the store on PostgreSQL, and the main job in a browser.
# Arguments are for dotnet test, in both runs: ./test.sh --filter FullyQualifiedName~Sessions
# Installs what they need where it is missing: Chromium and PostgreSQL, from Debian.
set -euo pipefail
cd "$(dirname "$0")"

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

# What the caller asks for holds in both runs, beside what a run is about.
chosen=''
rest=()
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
    ZORGID_TEST_DATABASE=$database dotnet test --nologo --logger 'console;verbosity=minimal' --filter "$filter$chosen" "$@" ${rest[@]+"${rest[@]}"}
}

dotnet format --verify-no-changes --exclude ZorgId.Core/Persistence/Sqlite/Migrations ZorgId.Core/Persistence/PostgreSql/Migrations
# The second run tells its failures too where the first had some.
status=0
run SQLite 'Database!=PostgreSQL' || status=$?
run PostgreSQL '(FullyQualifiedName~ZorgId.Tests.Core|FullyQualifiedName~ZorgId.Tests.Web|FullyQualifiedName~LockedDatabaseTests|FullyQualifiedName~Browser.MainJobTests)&Database!=SQLite&Stores!=nothing' --no-build || status=$?
exit "$status"
