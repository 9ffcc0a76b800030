"""Starts and ends what is measured: PostgreSQL, the program under granian, the floors."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres(folder: Path, port: int) -> Iterator[str]:
    """Give the URL of a PostgreSQL of our own, with fsync on."""
    env = {**os.environ, "FSYNC": "on", "BUFFERS": "2GB"}
    url = subprocess.run(
        ["tools/postgres.sh", "start", str(folder), str(port)],
        cwd=ROOT,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    try:
        yield url
    finally:
        subprocess.run(["tools/postgres.sh", "stop", str(folder)], cwd=ROOT, check=False, capture_output=True)


@contextmanager
def granian(app: str, port: int, env: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """Serve a WSGI application as `make run` does; give the process and the seconds until it first answered."""
    command = [
        str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
        "--blocking-threads", "1", "--no-ws", "--log-level", "error", app,
    ]  # fmt: skip
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/suc-khoe/?cho=web")
        yield process, time.perf_counter() - started
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server we started, and its workers; by force when it will not go."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


def wait_for(url: str, seconds: float = 60) -> None:
    """Wait until the address answers anything at all."""
    limit = time.perf_counter() + seconds
    while time.perf_counter() < limit:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.02)
    raise TimeoutError(url)


def load(url: str, connections: int, *, seconds: int = 6, cookie: str = "") -> dict[str, Any]:
    """Load one address with wrk on loopback; give requests a second, errors and percentiles in milliseconds."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", "bench/percentiles.lua", url]
    if cookie:
        command[1:1] = ["-H", f"Cookie: sessionid={cookie}"]
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = re.search(r"RESULT (\{.*\})", out)
    if not found:
        raise RuntimeError(out)
    return dict(json.loads(found[1]))


def memory_mb(process: subprocess.Popen[bytes]) -> float:
    """Return the proportional memory of a process and its children, in MB."""
    total = 0
    children = subprocess.run(
        ["pgrep", "-g", str(process.pid)], capture_output=True, text=True, check=False
    ).stdout.split()
    for pid in {str(process.pid), *children}:
        rollup = Path(f"/proc/{pid}/smaps_rollup")
        if rollup.exists():
            total += sum(
                int(line.split()[1]) for line in rollup.read_text().splitlines() if line.startswith("Pss:")
            )
    return total / 1024
