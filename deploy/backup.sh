#!/usr/bin/env bash
# Backs up the database and the files: backup.sh VAR_DIR TARGET_DIR. Safe while the program runs.
# The files are copied after the database: a file without a row is harmless, a row without a file is not.
set -euo pipefail
var=$1 target=$2/xaso-$(date +%Y%m%d-%H%M%S)
mkdir -p "$target"
if [ -n "${XASO_DATABASE:-}" ] && [ "${XASO_DATABASE#postgres}" != "$XASO_DATABASE" ]; then
  pg_dump --format=custom --file="$target/database.dump" "$XASO_DATABASE"
else
  python3 - "$var/xaso.sqlite3" "$target/xaso.sqlite3" <<'PY'
import sqlite3, sys
source, copy = (sqlite3.connect(path) for path in sys.argv[1:])
with copy:
    source.backup(copy)
if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
    sys.exit("the copy is not sound")
PY
fi
cp -a "$var/files" "$target/files" 2>/dev/null || mkdir "$target/files"
cp -a "$var/secret" "$target/secret" 2>/dev/null || true
(cd "$target" && find . -type f ! -name SHA256SUMS -print0 | sort -z | xargs -0 sha256sum > SHA256SUMS)
echo "$target"
