"""The chain: how an entry's digest is made, and where a chain is broken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xaso.kernel.codes import digest

from .models import ChainHead, Entry

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not hold, and why."""

    seq: int
    reason: str


def entry_digest(entry: Entry) -> str:
    """SHA-256 over the canonical JSON of all that the entry says and of the entry before it."""
    return digest(
        {
            "seq": entry.seq,
            "at": entry.at,
            "event": entry.event,
            "subject": entry.subject,
            "actor": [entry.actor_kind, entry.actor_key, entry.actor_name, entry.actor_unit],
            "data": entry.data,
            "previous": entry.previous,
        }
    )


def first_break(entries: Iterable[Entry], head: ChainHead | None) -> Break | None:
    """The first broken entry of a whole journal read in order, or None when it holds.

    Finds changed, removed, inserted and reordered entries, and entries cut off at the end.
    """
    seq, previous = 0, START
    for entry in entries:
        seq += 1
        reason = _fault(entry, seq, previous)
        if reason:
            return Break(seq, reason)
        previous = entry.digest
    last_seq, last_digest = (head.seq, head.digest) if head else (0, START)
    if last_seq > seq:
        return Break(seq + 1, "mục này và các mục sau đã bị xóa ở cuối nhật ký")
    if (last_seq, last_digest) != (seq, previous):
        return Break(seq, "dấu cuối chuỗi không khớp mục cuối")
    return None


def _fault(entry: Entry, seq: int, previous: str) -> str:
    if entry.seq != seq:
        return f"thiếu mục này (mục kế tiếp còn lại mang số {entry.seq})"
    if entry.previous != previous:
        return "không nối với mục đứng trước"
    if entry.digest != entry_digest(entry):
        return "nội dung đã bị sửa sau khi ghi"
    return ""
