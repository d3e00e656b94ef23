#!/bin/sh
# scripts/venv.sh base|dev: bring .venv up to the hashed lock of that name.
# Does nothing, in a few milliseconds, while the lock is the one installed last.
set -eu
cd "$(dirname "$0")/.."
lock=requirements/$1.txt
stamp=.venv/installed-$1.txt
python=.venv/bin/python

[ -x "$python" ] && cmp -s "$lock" "$stamp" && exit 0

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
    found=$(sh scripts/python.sh)
    echo "Making .venv with $found"
    rm -rf .venv
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python "$found" .venv
    else
        "$found" -m venv .venv
    fi
fi

echo "Installing $lock"
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --compile-bytecode --python "$python" --require-hashes -r "$lock"
else
    "$python" -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
fi
cp "$lock" "$stamp"
# The development lock holds all of the base lock, in the same versions.
if [ "$1" = dev ]; then cp requirements/base.txt .venv/installed-base.txt; fi
