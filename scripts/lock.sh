#!/bin/sh
# Make the hashed locks from requirements.txt (needs uv: pip install uv). No registry address is written.
set -eu
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header "$@"; }
base=$(mktemp)
trap 'rm -f "$base"' EXIT
sed '/^# --- Development/,$d' requirements.txt >"$base"
compile "$base" --no-annotate -o requirements/base.txt
compile requirements.txt --no-annotate -c requirements/base.txt -o requirements/dev.txt
