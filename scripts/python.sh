#!/bin/sh
# Print the path of a Python >= 3.12 that can make a virtual environment, or advise and fail.
# Every candidate is run: the shims of version managers exist without being a Python.
needs='import sys, sqlite3, ssl, venv'
command -v uv >/dev/null 2>&1 || needs="$needs, ensurepip"

use() {
    "$1" -c "$needs; sys.exit(sys.version_info < (3, 12))" >/dev/null 2>&1 || return 1
    "$1" -c 'import sys; print(sys.executable)'
    exit 0
}

if [ -n "${PYTHON:-}" ]; then
    use "$PYTHON"
    echo "PYTHON=$PYTHON is not a usable Python 3.12 or newer; looking for another." >&2
fi
for name in python3.14 python3.13 python3.12 python3 python; do
    command -v "$name" >/dev/null 2>&1 && use "$name"
done
for version in 3.14 3.13 3.12; do
    for path in \
        "${PYENV_ROOT:-${HOME:-}/.pyenv}/versions/$version".*/bin/python3 \
        "${HOME:-}/.local/share/uv/python/cpython-$version"*/bin/python3 \
        "${HOME:-}/.local/share/mise/installs/python/$version".*/bin/python3 \
        "${HOME:-}/.asdf/installs/python/$version".*/bin/python3 \
        "/opt/homebrew/bin/python$version" \
        "/usr/local/bin/python$version" \
        "/Library/Frameworks/Python.framework/Versions/$version/bin/python3"; do
        [ -x "$path" ] && use "$path"
    done
done
if command -v uv >/dev/null 2>&1 && uv python install --quiet 3.13 >&2; then
    uv python find --managed-python 3.13 && exit 0
fi
# Plain echo: a machine this bare may lack everything else.
echo "No Python 3.12 or newer that can make a virtual environment was found." >&2
echo "Debian, Ubuntu: sudo apt install python3 python3-venv    macOS: brew install python    anywhere: uv python install 3.13" >&2
echo "If there is one in an unusual place, name it:  PYTHON=/path/to/python3.13 make run" >&2
exit 1
