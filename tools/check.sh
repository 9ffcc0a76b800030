#!/usr/bin/env bash
# Every check, each one command that also runs alone. Stops at none, says which failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH=src DJANGO_SETTINGS_MODULE=xaso.settings XASO_VAR=$PWD/build/check XASO_SECRET=only-for-checks
mkdir -p "$XASO_VAR"
bin=.venv/bin failed=()
step() { local name=$1; shift; if ! "$@"; then failed+=("$name"); echo "✗ $name" >&2; else echo "✓ $name"; fi; }
step style        $bin/ruff check --quiet src tests tools bench manage.py
step format       $bin/ruff format --check --quiet src tests tools bench manage.py
step types        $bin/mypy
step contracts    $bin/lint-imports --no-cache
step shape        $bin/python tools/shape.py
step words        $bin/python tools/words.py
step templates    $bin/djlint --lint --quiet src/xaso --profile=jinja
step django       $bin/python manage.py check --fail-level WARNING
step migrations   $bin/python manage.py makemigrations --check --dry-run --verbosity 0
step pack         $bin/python manage.py pack_check
step openapi      $bin/python manage.py api_schema --check
[ ${#failed[@]} -eq 0 ] || { echo "Failed: ${failed[*]}" >&2; exit 1; }
