#!/usr/bin/env bash
# Makes .venv and installs a hash-pinned lock into it: with uv from inside the venv, with pip when uv is not to be had.
set -euo pipefail
cd "$(dirname "$0")/.."
lock=$1 python=${2:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Xã Số needs Python 3.11 or newer; $python is older." >&2; exit 1; }
if [ ! -x .venv/bin/python ]; then
  echo "Making .venv …"
  "$python" -m venv .venv >/dev/null 2>&1 || {
    # Debian keeps ensurepip in a package of its own.
    rm -rf .venv
    tools/apt.sh python3-venv
    "$python" -m venv .venv
  }
fi
if [ ! -x .venv/bin/uv ]; then
  .venv/bin/python -m pip install --quiet --disable-pip-version-check uv || true
fi
echo "Installing $lock …"
if [ -x .venv/bin/uv ]; then
  VIRTUAL_ENV=$PWD/.venv .venv/bin/uv pip install --quiet --require-hashes --python .venv/bin/python -r "$lock"
else
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
fi
