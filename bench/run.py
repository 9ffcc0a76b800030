"""Measures the program on 10,000 and on 1,000,000 dossiers and writes bench/RESULTS.md and bench/results.json.

Usage: make bench (or python -m bench.run [SMALL] [LARGE]). Every figure stands beside a floor of the same run.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from bench import report, servers

PORT, FLOOR_PORT, PG_PORT = (servers.free_port() for _ in range(3))
LIST = "/ban-lam-viec/ho-so/"
PAGES = {
    "officers' list, own open work": "/ban-lam-viec/",
    "officers' list, all": LIST,
    "board": "/dieu-hanh/",
    "search": "/thu-tuc/?q=khai+sinh",
}


def manage(env: dict[str, str], *words: str) -> str:
    """Run one of our commands and return what it printed."""
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=servers.ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words}: {done.stdout[-2000:]} {done.stderr[-4000:]}")
    return done.stdout


def sessions(env: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Sign in a leader, a receiver and a specialist."""
    roles = ("leader", "receiver", "specialist")
    return {role: tuple(manage(env, "-m", "bench.session", role).split()[-2:]) for role in roles}  # type: ignore[misc]


def pages(env: dict[str, str], keys: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """Load the pages with one user and with sixteen, with the floors beside them, in the same minute."""
    found: dict[str, Any] = {}
    floor_env = {**env, "BENCH_HOLDER": keys["specialist"][1]}
    with (
        servers.granian("bench.floor:application", FLOOR_PORT, floor_env),
        servers.granian("xaso.wsgi:application", PORT, env) as (process, cold),
    ):
        floor, ours = f"http://127.0.0.1:{FLOOR_PORT}", f"http://127.0.0.1:{PORT}"
        for users in (1, 16):
            found[f"floor: bare WSGI page, {users}"] = servers.load(f"{floor}/bare", users, seconds=4)
            found[f"floor: raw SQL page, {users}"] = servers.load(f"{floor}/raw", users, seconds=4)
            for name, path in PAGES.items():
                role = (
                    "leader"
                    if path == "/dieu-hanh/"
                    else "specialist"
                    if path == "/ban-lam-viec/"
                    else "receiver"
                )
                found[f"{name}, {users}"] = servers.load(ours + path, users, cookie=keys[role][0])
        found["memory MB, web after load"] = round(servers.memory_mb(process), 1)
        found["cold start s"] = round(cold, 2)
    with servers.granian("bench.floor:application", FLOOR_PORT, floor_env) as (process, cold):
        found["floor: cold start s, bare WSGI"] = round(cold, 2)
        found["floor: memory MB, bare WSGI"] = round(servers.memory_mb(process), 1)
    return found


def first_page_bytes(env: dict[str, str]) -> dict[str, Any]:
    """Return what a browser takes off the wire for the first page and for a second one."""
    with servers.granian("xaso.wsgi:application", PORT, env):
        out = manage({**env, "BENCH_URL": f"http://127.0.0.1:{PORT}"}, "-m", "bench.bytes_on_wire")
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=10) as answer:
            plain = len(answer.read())
    return {**json.loads(out.splitlines()[-1]), "home HTML, uncompressed": plain}


def main(small: int, large: int) -> None:
    """Run it all on one PostgreSQL and write the results."""
    results: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    }
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with servers.postgres(Path(folder) / "pg", PG_PORT) as url:
            env = {
                **os.environ, "XASO_DATABASE": url, "XASO_VAR": f"{folder}/var", "XASO_SECRET": "bench", "XASO_DEMO": "0",
                "PYTHONPATH": f"{servers.ROOT / 'src'}:{servers.ROOT}", "DJANGO_SETTINGS_MODULE": "xaso.settings",
                "XASO_LOG_LEVEL": "ERROR",
            }  # fmt: skip
            for words in (
                ["migrate", "-v0"],
                ["pack_load", "--demo-officers"],
                ["collectstatic", "--noinput", "-v0"],
            ):
                manage(env, "manage.py", *words)
            keys = sessions(env)
            for rows in (small, large):
                manage(env, "-m", "bench.million", str(rows))
                results[str(rows)] = {
                    "inside": json.loads(manage(env, "-m", "bench.inside").splitlines()[-1])
                }
                results[str(rows)]["pages"] = pages(env, keys)
                print(f"{rows} dossiers measured", flush=True)
            manage(env, "-m", "bench.million", str(large), "2022-01-01", "2026-12-30")
            results["five years"] = json.loads(manage(env, "-m", "bench.five_years").splitlines()[-1])
            results["statement"] = json.loads(manage(env, "-m", "bench.statement").splitlines()[-1])
            results["recognition"] = json.loads(manage(env, "-m", "bench.recognition").splitlines()[-1])
            results["bytes on the wire"] = first_page_bytes(env)
    report.write(results, small, large)


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]) if len(sys.argv) > 2 else (10_000, 1_000_000))
