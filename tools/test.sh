#!/usr/bin/env bash
# The whole suite: on SQLite with coverage, what touches the database again on PostgreSQL, then the coverage gates.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH=src DJANGO_SETTINGS_MODULE=xaso.settings
export XASO_VAR=${XASO_TEST_VAR:-$PWD/build/test} XASO_SECRET=only-for-tests XASO_DEMO=0
mkdir -p "$XASO_VAR"
python=.venv/bin/python
$python manage.py collectstatic --noinput --verbosity 0
rm -f .coverage .coverage.*
echo "== SQLite"
$python -m pytest -n auto --dist loadgroup -q --cov --cov-report= -m "not postgres"
if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
  echo "== PostgreSQL"
  pg=$(mktemp -d)
  chmod 755 "$pg"
  url=$(tools/postgres.sh start "$pg/pg" "${XASO_TEST_PG_PORT:-54329}")
  trap 'tools/postgres.sh stop "$pg/pg" || true; rm -rf "$pg"' EXIT
  XASO_DATABASE=$url $python -m pytest -n auto --dist loadgroup -q --cov --cov-append --cov-report= -m "not e2e" tests/platform tests/modules tests/sites tests/stories
else
  echo "PostgreSQL is not here: its half of the suite was NOT run." >&2
fi
$python tools/coverage_gates.py
