"""What the plan's money adds up to: planned, allotted, spent, and how that reads beside the work.

Source: the plan part IV (five sources of funds, years 2026 to 2030) and documents.md 5.1 (public finance in
the report). An amount is whole đồng; nothing entered is "chưa có số liệu", never nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xaso.kernel.money import grouped


class Source(StrEnum):
    """Whose money it is (the plan, part IV)."""

    CENTRAL = "central"
    PROVINCE = "province"
    LOCAL = "local"
    BUSINESS = "business"
    PEOPLE = "people"

    @property
    def words(self) -> str:
        """The source as the plan names it."""
        return _SOURCES[self]


_SOURCES = {
    Source.CENTRAL: "Ngân sách Trung ương",
    Source.PROVINCE: "Ngân sách tỉnh",
    Source.LOCAL: "Ngân sách địa phương",
    Source.BUSINESS: "Vốn doanh nghiệp",
    Source.PEOPLE: "Nhân dân đóng góp",
}


class Step(StrEnum):
    """How far the money is."""

    PLANNED = "planned"
    ALLOTTED = "allotted"
    SPENT = "spent"

    @property
    def words(self) -> str:
        """The step as people read it."""
        return {"planned": "Kế hoạch", "allotted": "Đã giao", "spent": "Đã chi"}[self.value]


@dataclass(frozen=True, slots=True)
class Sums:
    """Planned, allotted and spent; None where nobody has entered anything."""

    planned: int | None = None
    allotted: int | None = None
    spent: int | None = None

    def __add__(self, other: Sums) -> Sums:
        """Both together; what is unknown on both sides stays unknown."""
        return Sums(
            _both(self.planned, other.planned),
            _both(self.allotted, other.allotted),
            _both(self.spent, other.spent),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered."""
        return self.planned is None and self.allotted is None and self.spent is None


def _both(one: int | None, other: int | None) -> int | None:
    if one is None and other is None:
        return None
    return (one or 0) + (other or 0)


def sums_of(amounts: Mapping[str, int]) -> Sums:
    """Return the sums from amounts by step; a step that is not there is unknown. Basis: the plan,
    documents.md.
    """
    return Sums(*(amounts.get(step.value) for step in Step))


def total(rows: Iterable[Sums]) -> Sums:
    """Return all of them together. Basis: the plan, documents.md 5.1."""
    found = Sums()
    for row in rows:
        found = found + row
    return found


def days_of(step: Step, year: int) -> tuple[date, date]:
    """Return the first and the last day a paper may bear for an amount of a year.

    What is planned or allotted may be decided in the year before; what was spent is paid in the year, or in
    the January after while its accounts are settled. Basis: our own bounds, told on the screen; they are to
    catch a slip of the hand.
    """
    if step is Step.SPENT:
        return date(year, 1, 1), date(year + 1, 1, 31)
    return date(year - 1, 1, 1), date(year, 12, 31)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the sums say: a sentence, and whether somebody should look."""

    words: str
    is_warning: bool = False


def read_sums(sums: Sums, *, tasks: int = 0, done: int = 0) -> Reading:
    """Return how money stands beside the work: spent beyond what was allotted, spent with no task finished …

    `tasks` and `done` are the tasks of the line and those finished. Basis: documents.md 5.1; design (these
    are questions to ask, not faults found).
    """
    if sums.is_empty:
        return Reading("Chưa có số liệu")
    over = _over(sums)
    if over:
        return over
    if sums.spent and tasks and not done:
        return Reading(f"Đã chi mà chưa nhiệm vụ nào hoàn thành (0/{tasks})", is_warning=True)
    if not sums.allotted:
        return Reading("Có kế hoạch, chưa giao vốn" if sums.planned else "Chưa giao vốn")
    return Reading(f"Đã chi {spent_share(sums)} số đã giao")


def read_task_sums(sums: Sums, *, is_done: bool) -> Reading:
    """Return how the money of one task stands beside its progress: all spent and not done is a question.

    Basis: documents.md 5.1; design (these are questions to ask, not faults found).
    """
    found = read_sums(sums)
    if found.is_warning or not sums.spent or is_done:
        return found
    if sums.spent >= (sums.allotted or 0):
        return Reading("Đã chi hết số đã giao mà việc chưa xong", is_warning=True)
    return Reading(f"{found.words}, việc chưa xong")


def _over(sums: Sums) -> Reading | None:
    spent, allotted, planned = sums.spent or 0, sums.allotted or 0, sums.planned
    if spent > allotted:
        return Reading("Số chi lớn hơn số đã giao", is_warning=True)
    if planned is not None and allotted > planned:
        return Reading("Số giao lớn hơn kế hoạch", is_warning=True)
    return None


def beyond(sums: Sums) -> str:
    """Return how far a sum goes beyond what it rests on: spent beyond allotted, allotted beyond planned;
    empty when neither does. Basis: documents.md 5.1; a question to ask, not a fault found.
    """
    spent, allotted = sums.spent or 0, sums.allotted or 0
    if spent > allotted:
        given = f"lớn hơn số đã giao {_dong(allotted)}" if allotted else "mà chưa nhập số nào đã giao"
        return f"đã chi {_dong(spent)}, {given}"
    if sums.planned is not None and allotted > sums.planned:
        return f"đã giao {_dong(allotted)}, lớn hơn kế hoạch {_dong(sums.planned)}"
    return ""


def _dong(amount: int) -> str:
    return f"{grouped(amount)} đồng"


def spent_share(sums: Sums) -> str:
    """Return ``62,5%``: what was spent of what was allotted; empty when nothing was. Basis: documents.md
    5.1.
    """
    if not sums.allotted:
        return ""
    tenths = ((sums.spent or 0) * 1000 + sums.allotted // 2) // sums.allotted
    if 0 < (sums.spent or 0) < sums.allotted:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths // 10},{tenths % 10}".removesuffix(",0") + "%"
