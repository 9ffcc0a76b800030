"""ClamAV's daemon, over its socket (command INSTREAM: the bytes are sent, no path is shared)."""

from __future__ import annotations

import socket
import struct
from typing import IO

from django.conf import settings

from ..ports import Verdict
from ..refusals import ScannerDown

TIMEOUT_SECONDS = 30.0
CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096


class ClamdScanner:
    """Asks clamd at CLAMD_ADDRESS: ``unix:/run/clamav/clamd.ctl`` or ``tcp:127.0.0.1:3310``."""

    name = "clamd"

    def __init__(self, address: str | None = None, timeout: float = TIMEOUT_SECONDS) -> None:
        self.address = address or settings.CLAMD_ADDRESS
        self.timeout = timeout

    def scan(self, stream: IO[bytes]) -> Verdict:
        """Send the stream in chunks, read the verdict. Raises `ScannerDown` on any failure to get one."""
        try:
            with self._connected() as wire:
                wire.sendall(b"zINSTREAM\0")
                while chunk := stream.read(CHUNK):
                    wire.sendall(struct.pack("!L", len(chunk)) + chunk)
                wire.sendall(struct.pack("!L", 0))
                answer = _answer(wire)
        except OSError as problem:
            raise ScannerDown from problem
        said = answer.removeprefix("stream: ")
        if said == "OK":
            return Verdict(by=self.name)
        if said.endswith(" FOUND"):
            return Verdict(by=self.name, found=said.removesuffix(" FOUND"))
        raise ScannerDown

    def is_ready(self) -> bool:
        """Whether clamd answers PING."""
        try:
            with self._connected() as wire:
                wire.sendall(b"zPING\0")
                return _answer(wire) == "PONG"
        except OSError:
            return False

    def _connected(self) -> socket.socket:
        kind, _, place = self.address.partition(":")
        if kind == "unix":
            wire = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            wire.settimeout(self.timeout)
            try:
                wire.connect(place)
            except OSError:
                wire.close()
                raise
            return wire
        host, _, port = place.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=self.timeout)


def _answer(wire: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0") and len(received) < _LONGEST_ANSWER:
        piece = wire.recv(_LONGEST_ANSWER)
        if not piece:
            break
        received += piece
    return received.rstrip(b"\0\n").decode("utf-8", "replace")
