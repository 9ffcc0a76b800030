"""The server is killed with -9 in the middle of filing, again and again: what was acknowledged is there."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.factories.dossiers import RESIDENCE, answers, picture

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
PAPER = picture().read()
BOUNDARY = "ranh-gioi"
CUTS = 3
NOTHING = (OSError, http.client.HTTPException)
"""How it looks from outside when there is no server any more."""

pytestmark = [
    pytest.mark.skipif(not SQLITE, reason="brings its own SQLite database; once is enough"),
    pytest.mark.xdist_group("power_cut"),
]


@dataclass
class House:
    """A database and files of our own, and the ways to work on them from outside."""

    folder: Path
    port: int
    env: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        (self.folder / "static").mkdir()
        self.env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "xaso.settings",
            "XASO_VAR": str(self.folder),
            "XASO_DATABASE": f"sqlite://{self.folder / 'xaso.sqlite3'}",
            "XASO_SECRET": "only-for-tests",
            "XASO_LOG_LEVEL": "ERROR",
        }

    def run(self, what: str) -> Any:
        """What `cut.py` does and tells in its last line, in a process of its own that must end well."""
        command = [sys.executable, "-m", "tests.stories.cut", what]
        done = subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def served(self) -> Iterator[subprocess.Popen[bytes]]:
        """Serve as an installation does; at the end whatever still lives is killed."""
        server = subprocess.Popen(
            [
                str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
                "--workers", "2", "--blocking-threads", "1", "--no-ws", "--log-level", "error",
                "xaso.wsgi:application",
            ],
            cwd=ROOT,
            env=self.env,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            self._wait()
            yield server
        finally:
            cut(server)

    def _wait(self) -> None:
        limit = time.monotonic() + 20
        while time.monotonic() < limit:
            try:
                if self.call("GET", "/suc-khoe/?cho=web")[0] == 200:
                    return
            except NOTHING:
                time.sleep(0.05)
        raise AssertionError("the server did not start")

    def call(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """Ask once over a connection of its own; the status and the JSON of the answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            line.close()


class Filer(threading.Thread):
    """Someone who files one dossier after another until the server is gone.

    `codes`: what was acknowledged, by key. `doubtful`: the keys sent and never answered.
    """

    def __init__(self, house: House, token: str, name: str) -> None:
        super().__init__(name=name)
        self.house = house
        self.token = token
        self.codes: dict[str, str] = {}
        self.doubtful: set[str] = set()

    def run(self) -> None:
        """File until there is nobody to file with; the last one is doubtful."""
        for turn in count():
            key = f"{self.name}-{turn}"
            self.doubtful.add(key)
            try:
                self.codes[key] = file_once(self.house, self.token, key)
            except NOTHING:
                return
            self.doubtful.discard(key)


def file_once(house: House, token: str, key: str) -> str:
    """Send the paper, then the filing; the code of the dossier."""
    sent = {"Authorization": f"Bearer {token}"}
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    status, paper = house.call("POST", "/api/v1/me/uploads", multipart(), sent | {"Content-Type": kind})
    assert status == 201, paper
    filing = {"procedure": RESIDENCE, "answers": answers(), "papers": {"house_paper": [paper["id"]]}}
    headers = sent | {"Content-Type": "application/json", "Idempotency-Key": key}
    status, told = house.call("POST", "/api/v1/me/dossiers", json.dumps(filing).encode(), headers)
    assert status in (200, 201), told
    return str(told["code"])


def multipart() -> bytes:
    """The paper as a form sends it."""
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="giay.png"\r\n'
        "Content-Type: image/png\r\n\r\n"
    )
    return head.encode() + PAPER + f"\r\n--{BOUNDARY}--\r\n".encode()


def cut(server: subprocess.Popen[bytes]) -> None:
    """The server and its workers, at once and without a word."""
    try:
        os.killpg(server.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    server.wait(timeout=10)


@pytest.fixture
def house(tmp_path: Path) -> House:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return House(tmp_path, int(probe.getsockname()[1]))


def test_what_was_acknowledged_is_there_whole_and_nothing_is_half_there(house: House) -> None:
    tokens = house.run("found")
    codes: dict[str, str] = {}
    doubtful: dict[str, str] = {}

    for turn in range(CUTS):
        file_until_cut(house, tokens, turn, codes, doubtful)
    again = send_again(house, doubtful)

    check(house.run("told"), codes, again)


def file_until_cut(
    house: House, tokens: list[str], turn: int, codes: dict[str, str], doubtful: dict[str, str]
) -> None:
    """Everyone files at once; after a moment nobody can foresee the server is killed."""
    with house.served() as server:
        filers = [Filer(house, token, f"lan-{turn}-nguoi-{place}-to") for place, token in enumerate(tokens)]
        for one in filers:
            one.start()
        time.sleep(random.uniform(0.8, 1.8))
        cut(server)
        for one in filers:
            one.join(timeout=15)
    for one in filers:
        codes |= one.codes
        doubtful |= dict.fromkeys(one.doubtful, one.token)


def send_again(house: House, doubtful: dict[str, str]) -> dict[str, str]:
    """Whoever got no answer sends the same again, as any browser would."""
    with house.served():
        return {key: file_once(house, token, key) for key, token in doubtful.items()}


def check(told: dict[str, Any], codes: dict[str, str], again: dict[str, str]) -> None:
    """Every acknowledged filing once, whole; and none besides."""
    rows = {row["code"]: row for row in told["dossiers"]}
    promised = [*codes.values(), *again.values()]

    assert len(codes) >= CUTS
    assert len(again) >= CUTS
    assert told["integrity"] == "ok"
    assert "nguyên vẹn" in told["journal"]
    assert "còn nguyên" in told["files"]
    assert told["orphans"] == 0
    assert len(rows) == len(told["dossiers"])
    assert sorted(promised) == sorted(rows)
    assert told["entries"] == len(rows)
    for row in rows.values():
        assert row["state"] == "filed"
        assert row["answers"] == answers()
        assert row["papers"] == [sha256(PAPER).hexdigest()]
        assert row["filed"] == 1
        assert row["notices"] == 1
