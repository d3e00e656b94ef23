#!/bin/sh
# Make the hashed locks from requirements.txt (needs uv: pip install uv). No registry address is written.
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header "$@"; }
part=$(mktemp)
trap 'rm -f "$part"' EXIT
# The larger ones first: what they need must be what the smaller ones have.
compile requirements.txt --no-annotate -o requirements/dev.txt
sed '/^# --- Development/,$d' requirements.txt >"$part"
compile "$part" --no-annotate -c requirements/dev.txt -o requirements/machines.txt
sed '/^# --- Several machines/,$d' requirements.txt >"$part"
compile "$part" --no-annotate -c requirements/dev.txt -o requirements/base.txt
