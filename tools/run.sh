#!/usr/bin/env bash
# Serves the commune with its worker until Ctrl-C. Nothing else is needed.
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH=src DJANGO_SETTINGS_MODULE=xaso.settings XASO_DEMO=${XASO_DEMO:-1}
port=${PORT:-8000}
export XASO_URL=${XASO_URL:-http://localhost:$port}
tools/prepare.sh
.venv/bin/python manage.py worker &
worker=$!
.venv/bin/granian --interface wsgi --host "${HOST:-127.0.0.1}" --port "$port" --workers "$(nproc)" \
  --blocking-threads 1 --no-ws --log-level warning --respawn-failed-workers xaso.wsgi:application &
server=$!
end() { kill "$server" "$worker" 2>/dev/null || true; wait "$server" "$worker" 2>/dev/null || true; }
trap end EXIT INT TERM
for _ in $(seq 100); do
  .venv/bin/python - "$port" <<'PY' 2>/dev/null && break
import sys, urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/suc-khoe/", timeout=2)
PY
  kill -0 "$server" 2>/dev/null || { echo "The server did not start." >&2; exit 1; }
  sleep 0.2
done
cat <<TEXT

Xã Số đang chạy / Xã Số is running:
  Người dân / people      $XASO_URL/          đăng ký / sign up: $XASO_URL/dang-ky/
  Cán bộ / officers       $XASO_URL/ban-lam-viec/
  Điều hành / leaders     $XASO_URL/dieu-hanh/
Mật khẩu lần đầu của cán bộ / first passwords of officers: ${XASO_VAR:-var}/first-sign-in.txt
Mã dùng một lần của người dân hiện ở đây / people's one-time codes are shown here. Ctrl-C: dừng / stop.

TEXT
wait -n "$server" "$worker"
