"""One page of a long list, and the page number from an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from xaso.kernel.money import grouped

PAGE_SIZE = 20
LAST_PAGE = 500

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """``rows`` of page ``number`` (from 1). ``total`` is None when not counted; ``capped``: or more."""

    rows: Sequence[Row]
    number: int
    has_next: bool
    total: int | None = None
    capped: bool = False

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one."""
        return self.number > 1

    @property
    def total_words(self) -> str:
        """``1.204``, ``hơn 1.000``, or nothing when not counted."""
        if self.total is None:
            return ""
        return f"hơn {grouped(self.total)}" if self.capped else grouped(self.total)

    @classmethod
    def cut(
        cls,
        fetched: Sequence[Row],
        number: int,
        *,
        size: int = PAGE_SIZE,
        total: int | None = None,
        cap: int | None = None,
    ) -> Page[Row]:
        """The page from ``size + 1`` fetched rows: the extra one only tells that more follow.

        ``total`` counted up to ``cap + 1`` is shown as "more than ``cap``".
        """
        capped = total is not None and cap is not None and total > cap
        return cls(fetched[:size], number, len(fetched) > size, cap if capped else total, capped)


def window(number: int, size: int = PAGE_SIZE) -> slice:
    """The slice to fetch for page ``number``, one row longer than the page (see `Page.cut`)."""
    start = (number - 1) * size
    return slice(start, start + size + 1)


def page_number(text: str | None) -> int:
    """The page number in an address; 1 for anything that is none, `LAST_PAGE` at most."""
    if text is None or not text.isascii() or not text.isdigit():
        return 1
    return min(max(int(text[:6]), 1), LAST_PAGE)
