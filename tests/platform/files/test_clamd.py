"""The scanner's wire: a small clamd stands in at the other end of a real socket."""

from __future__ import annotations

import io
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from xaso.platform.files.ports import Verdict, scanner
from xaso.platform.files.providers.clamd import ClamdScanner
from xaso.platform.files.providers.none import NoScanner
from xaso.platform.files.refusals import ScannerDown


class Daemon:
    """Answers one connection the way clamd does, with the answer it was told to give."""

    def __init__(self, ear: socket.socket, answer: bytes) -> None:
        self.ear, self.answer, self.received = ear, answer, b""
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        wire, _ = self.ear.accept()
        with wire, wire.makefile("rb") as lines:
            command = b""
            while not command.endswith(b"\0"):
                command += lines.read(1)
            if command == b"zINSTREAM\0":
                while size := struct.unpack("!L", lines.read(4))[0]:
                    self.received += lines.read(size)
            wire.sendall(self.answer)


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(tmp_path / "clamd.ctl"))
        listening.listen(1)
        yield listening


def asking(ear: socket.socket) -> ClamdScanner:
    return ClamdScanner(f"unix:{ear.getsockname()}", timeout=2)


def test_the_whole_file_is_sent_and_a_clean_verdict_read(ear: socket.socket) -> None:
    daemon = Daemon(ear, b"stream: OK\0")
    data = b"x" * 200_000

    verdict = asking(ear).scan(io.BytesIO(data))

    assert verdict == Verdict(by="clamd")
    daemon.thread.join(2)
    assert daemon.received == data


def test_a_virus_is_named(ear: socket.socket) -> None:
    Daemon(ear, b"stream: Win.Test.EICAR_HDB-1 FOUND\0")

    assert asking(ear).scan(io.BytesIO(b"x")).found == "Win.Test.EICAR_HDB-1"


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: \0"])
def test_any_other_answer_is_no_verdict(ear: socket.socket, answer: bytes) -> None:
    Daemon(ear, answer)

    with pytest.raises(ScannerDown) as refusal:
        asking(ear).scan(io.BytesIO(b"x"))

    assert refusal.value.status == 503
    assert "các phần đã điền vẫn còn" in refusal.value.sentence


def test_nobody_listening_and_nobody_answering_are_told_alike(ear: socket.socket, tmp_path: Path) -> None:
    with pytest.raises(ScannerDown):
        ClamdScanner(f"unix:{tmp_path}/nobody").scan(io.BytesIO(b"x"))
    with pytest.raises(ScannerDown):
        ClamdScanner(f"unix:{ear.getsockname()}", timeout=0.05).scan(io.BytesIO(b"x"))


def test_tcp_works_as_well() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Daemon(listening, b"PONG\0")

        assert ClamdScanner(f"tcp:127.0.0.1:{listening.getsockname()[1]}", timeout=2).is_ready()


def test_readiness_is_a_ping(ear: socket.socket, tmp_path: Path) -> None:
    Daemon(ear, b"PONG\0")

    assert asking(ear).is_ready()
    assert not ClamdScanner(f"unix:{tmp_path}/nobody").is_ready()


def test_without_a_scanner_nobody_looked() -> None:
    chosen = scanner()

    assert isinstance(chosen, NoScanner)
    assert chosen.scan(io.BytesIO(b"x")) == Verdict(by="")
    assert chosen.is_ready()
