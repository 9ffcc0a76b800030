#!/usr/bin/env bash
# Compiles requirements*.in into hash-pinned locks that hold for Python 3.11 and newer.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in requirements requirements-dev; do
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate "$name.in" -o "$name.lock"
done
