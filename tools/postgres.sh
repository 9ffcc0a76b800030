#!/usr/bin/env bash
# A PostgreSQL of the tests' own, on loopback: `start DIR PORT` prints its URL, `stop DIR` ends it.
set -euo pipefail
action=$1 dir=$2 port=${3:-54329}
bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1 || true)
[ -n "$bin" ] || { echo "PostgreSQL is not installed" >&2; exit 3; }
# The server refuses to run as root.
as=()
[ "$(id -u)" -eq 0 ] && as=(runuser -u postgres --)
case $action in
  start)
    rm -rf "$dir"; mkdir -p "$dir"; [ "$(id -u)" -eq 0 ] && chown postgres "$dir"
    (cd / && "${as[@]}" "$bin/initdb" -D "$dir/data" -U xaso --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null)
    (cd / && "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -w -l "$dir/log" -o \
      "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=${FSYNC:-off} -c max_connections=120 -c shared_buffers=${BUFFERS:-256MB}" start >/dev/null)
    (cd / && "$bin/createdb" -h 127.0.0.1 -p "$port" -U xaso xaso)
    echo "postgresql://xaso@127.0.0.1:$port/xaso" ;;
  stop)
    (cd / && "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null) ;;
esac
