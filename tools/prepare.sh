#!/usr/bin/env bash
# Brings the database and the commune pack up to date; prints first passwords when officers are new.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH=src DJANGO_SETTINGS_MODULE=xaso.settings
python=.venv/bin/python
var=${XASO_VAR:-var}
mkdir -p "$var"
$python manage.py migrate --verbosity 0
told=$($python manage.py pack_load --demo-officers)
echo "$told"
# First passwords are shown once; they are kept for the one who installs, readable by nobody else.
if grep -q 'Mật khẩu chỉ hiện' <<<"$told"; then
  (umask 077; sed -n '/Mật khẩu chỉ hiện/,$p' <<<"$told" >>"$var/first-sign-in.txt")
fi
$python manage.py collectstatic --noinput --verbosity 0
