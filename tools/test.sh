#!/usr/bin/env bash
# The whole suite: on SQLite with coverage and its gates, then what touches the database again on PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH=src DJANGO_SETTINGS_MODULE=xaso.settings
export XASO_VAR=${XASO_TEST_VAR:-$PWD/build/test} XASO_SECRET=only-for-tests XASO_DEMO=0
mkdir -p "$XASO_VAR"
python=.venv/bin/python
$python manage.py collectstatic --noinput --verbosity 0
rm -f .coverage .coverage.*
echo "== SQLite"
$python -m pytest -n auto --dist loadgroup -q --cov --cov-report= -m "not postgres and not e2e"
# Apart: the browser's driver leaves an event loop running in its process, which other tests cannot have.
echo "== Browser"
$python -m pytest -n auto -q --cov --cov-append --cov-report= -m e2e tests/e2e
$python tools/coverage_gates.py
if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
  echo "== PostgreSQL"
  pg=$(mktemp -d)
  chmod 755 "$pg"
  port=$($python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  url=$(tools/postgres.sh start "$pg/pg" "$port")
  trap 'tools/postgres.sh stop "$pg/pg" || true; rm -rf "$pg"' EXIT
  XASO_DATABASE=$url $python -m pytest -n auto --dist loadgroup -q -m "not e2e and not once" tests/platform tests/modules tests/sites tests/stories
else
  echo "PostgreSQL is not here: its half of the suite was NOT run." >&2
fi
