#!/usr/bin/env bash
# Brings the database and the commune pack up to date; prints first passwords when officers are new.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH=src DJANGO_SETTINGS_MODULE=xaso.settings
python=.venv/bin/python
mkdir -p var
$python manage.py migrate --verbosity 0
$python manage.py pack_load --demo-officers
$python manage.py collectstatic --noinput --verbosity 0
