#!/usr/bin/env bash
# Restores a backup into an empty VAR_DIR: restore.sh BACKUP_DIR VAR_DIR. Refuses to write over a living database.
set -euo pipefail
backup=$1 var=$2
(cd "$backup" && sha256sum --check --quiet SHA256SUMS)
if [ -f "$backup/database.dump" ]; then
  : "${XASO_DATABASE:?set XASO_DATABASE to the empty database to restore into}"
  pg_restore --no-owner --exit-on-error --dbname="$XASO_DATABASE" "$backup/database.dump"
else
  [ ! -e "$var/xaso.sqlite3" ] || { echo "$var/xaso.sqlite3 is there already; move it away first." >&2; exit 1; }
  mkdir -p "$var" && cp -a "$backup/xaso.sqlite3" "$var/"
fi
mkdir -p "$var" && cp -a "$backup/files" "$var/" && cp -a "$backup/secret" "$var/" 2>/dev/null || true
echo "Restored. Now: manage.py migrate, manage.py journal_verify, manage.py files_verify."
