"""The register of dossiers (Mẫu 07): who came with what, when it was promised and when it was given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from xaso.kernel.clock import at, local_date
from xaso.kernel.errors import Invalid
from xaso.kernel.wording import day_words, moment_words

from ..access import visible_to
from ..lifecycle import WORDS, State
from ..models import Result
from ..models.querysets import DossierQuerySet

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LONGEST = timedelta(days=366)
HEADS = (
    "TT", "Mã hồ sơ", "Tên thủ tục hành chính", "Người nộp", "Địa chỉ, điện thoại", "Đơn vị giải quyết",
    "Tiếp nhận", "Hẹn trả", "Có kết quả", "Trả kết quả", "Cách nhận", "Tình trạng",
)  # fmt: skip
"""The heads of the book, recalled from the form before it (TT 01/2018/TT-VPCP Mẫu 06)."""

_NAMES = (
    "code",
    "version__name",
    "submitter__full_name",
    "submitter__address",
    "village__name",
    "submitter__phone",
    "unit__short_name",
    "received_at",
    "due_at",
    "finished_at",
    "returned_at",
    "result__return_channel",
    "state",
    "is_late",
)


def register_of(officer: Officer, first: date, last: date) -> DossierQuerySet:
    """The dossiers received from one day to another, both included, that the officer may see, as they came.

    Raises `Invalid` for days the wrong way round or more than a year.
    """
    if last < first:
        raise Invalid("Ngày cuối phải từ ngày đầu trở đi.", field="last")
    if last - first >= LONGEST:
        raise Invalid("Mỗi lần lập sổ nhiều nhất một năm. Chọn khoảng ngắn hơn.", field="last")
    found = visible_to(officer).filter(
        received_at__gte=at(first), received_at__lt=at(last + timedelta(days=1))
    )
    return found.order_by("received_at", "pk")


def register_rows(rows: DossierQuerySet) -> Iterator[tuple[str, ...]]:
    """The lines of the book under `HEADS`. One query, read in pieces."""
    for number, row in enumerate(rows.values_list(*_NAMES).iterator(chunk_size=500), start=1):
        yield str(number), *_line(*row)


def _line(  # noqa: PLR0917 - one line of the book, its cells in order
    code: str,
    procedure: str,
    person: str,
    address: str,
    village: str | None,
    phone: str,
    unit: str | None,
    received: datetime,
    due: datetime | None,
    finished: datetime | None,
    returned: datetime | None,
    channel: str | None,
    state: str,
    late: bool | None,
) -> tuple[str, ...]:
    where = ", ".join(part for part in (address, village, phone) if part)
    how = Result.Return(channel).label if channel else ""
    stands = WORDS[State(state)].words + (", trễ hạn" if late else "")
    days = (moment_words(due) if due else "", _day(finished), _day(returned))
    return code, procedure, person, where, unit or "", moment_words(received), *days, how, stands


def _day(moment: datetime | None) -> str:
    return day_words(local_date(moment)) if moment else ""
