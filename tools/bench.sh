#!/usr/bin/env bash
# Measures load and cost; results go to bench/RESULTS.md. About ten minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || tools/apt.sh wrk
PYTHONPATH=src:. .venv/bin/python -m bench.run "$@"
