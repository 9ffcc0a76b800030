"""Correct a frozen figure: beside it, with a reason and a file, asked for by one and approved by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from xaso.kernel.errors import Conflict, Forbidden, Invalid, Missing, Problem
from xaso.kernel.text import clean_lines
from xaso.modules.plan import queries as plan
from xaso.platform.journal.services import record

from .. import events
from ..access import may_close, may_decide_adjustment
from ..models import Adjustment, FrozenFigure
from ..queries.beside import lines_of_figure
from ..queries.rows import threshold_words
from ..rules import typed as rules
from ..rules.freezing import plain
from ..rules.windows import CUMULATIVE, Window, WindowKind

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile

LONGEST_REASON = 2000
OTHER_BAR = "Ngưỡng của kế hoạch đã đổi từ lúc khóa nên không đánh giá lại"
MOST_RECORDS = 10**9


class UnfitAdjustment(Invalid):
    """The numbers, the reason or the evidence cannot be taken; every box is told at once."""

    code = "unfit_adjustment"


class AdjustmentWaits(Conflict):
    """One correction of a figure is decided before the next is asked for."""

    code = "adjustment_waits"
    default_sentence = "Số này đã có một điều chỉnh đang chờ duyệt. Chờ quyết định rồi lập điều chỉnh mới."


class AdjustmentDecided(Conflict):
    """A correction is decided once."""

    code = "adjustment_decided"
    default_sentence = "Điều chỉnh này đã có quyết định. Tải lại trang để xem."


class NotSecondPerson(Forbidden):
    """Who asked for a correction does not decide on it."""

    code = "not_second_person"
    default_sentence = (
        "Người lập điều chỉnh không tự duyệt được. Nhờ lãnh đạo UBND hoặc đầu mối kế hoạch khác duyệt."
    )


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction says: for a share its part and whole, otherwise a value; and why."""

    value: Decimal | None
    part: Decimal | None
    whole: Decimal | None
    reason: str


@transaction.atomic
def propose(
    *, figure: FrozenFigure, said: Corrected, evidence: StoredFile | None, by: Officer, at: datetime
) -> Adjustment:
    """Ask for a correction beside a frozen figure, which itself is never written again.

    It stands beside every line that says the figure, and tells how their targets stand by it. Raises
    `Missing` for who may not close, `UnfitAdjustment`, `AdjustmentWaits`. Source: documents.md B-10.
    """
    if not may_close(by):
        raise Missing
    value, file = _checked(figure, said, evidence)
    window = Window.parse(figure.closing.window)
    lines = lines_of_figure(figure, window)
    number = Adjustment.objects.filter(figure=lines[0]).count() + 1
    try:
        with transaction.atomic():
            made = Adjustment.objects.create(
                figure=lines[0], number=number, part=_whole_number(said.part),
                whole=_whole_number(said.whole), value=value, words=plan.value_words(value, figure.unit),
                states=_states(lines, value, window), reason=clean_lines(said.reason), evidence=file,
                proposed_by=by, proposed_at=at,
            )  # fmt: skip
    except IntegrityError:
        raise AdjustmentWaits from None
    _tell(
        events.AdjustmentProposed, made, by=by, at=at, reason=made.reason, evidence=file.sha256,
        words=made.words, states=made.states,
    )  # fmt: skip
    return made


def approve_adjustment(*, adjustment: Adjustment, by: Officer, at: datetime, note: str = "") -> Adjustment:
    """Approve a correction: it stands beside the figure from now on.

    A second person who may close, never who asked. Raises `Missing`, `NotSecondPerson`, `AdjustmentDecided`.
    """
    return _decide(adjustment, Adjustment.State.APPROVED, note=note, by=by, at=at)


def refuse_adjustment(*, adjustment: Adjustment, by: Officer, at: datetime, note: str) -> Adjustment:
    """Do not approve a correction, saying why. Raises `UnfitAdjustment` without a reason, otherwise as
    `approve_adjustment` does.
    """
    if not may_close(by):
        raise Missing
    if not clean_lines(note):
        raise UnfitAdjustment(
            problems=[Problem("note", "Hãy ghi vì sao không duyệt, để người lập biết sửa gì.")]
        )
    return _decide(adjustment, Adjustment.State.REFUSED, note=note, by=by, at=at)


@transaction.atomic
def _decide(
    adjustment: Adjustment, state: Adjustment.State, *, note: str, by: Officer, at: datetime
) -> Adjustment:
    held = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
    if not may_decide_adjustment(by, held):
        raise NotSecondPerson if may_close(by) else Missing
    if held.state != Adjustment.State.WAITING:
        raise AdjustmentDecided
    held.state, held.decided_by, held.decided_at = state, by, at
    held.decision_note = clean_lines(note)[:LONGEST_REASON]
    held.save()
    is_approved = state == Adjustment.State.APPROVED
    fact = events.AdjustmentApproved if is_approved else events.AdjustmentRefused
    _tell(fact, held, by=by, at=at, note=held.decision_note)
    return held


def _checked(
    figure: FrozenFigure, said: Corrected, evidence: StoredFile | None
) -> tuple[Decimal, StoredFile]:
    """Return the value and its evidence. Raises `UnfitAdjustment` with every box that is wrong."""
    typed = rules.Typed(said.value, said.part, said.whole)
    found = [Problem(box, words) for box, words in rules.problems(typed, figure.unit)]
    found = found or _not_records(said)
    reason = clean_lines(said.reason)
    if not reason:
        found.append(Problem("reason", "Hãy ghi vì sao số đã khóa phải điều chỉnh."))
    elif len(reason) > LONGEST_REASON:
        found.append(Problem("reason", f"Viết ngắn lại, nhiều nhất {LONGEST_REASON} ký tự."))
    if evidence is None:
        found.append(Problem("evidence", "Hãy gắn tệp minh chứng cho điều chỉnh."))
    value = rules.computed(typed, figure.unit)
    if value is not None and _says_the_same(figure, said, value):
        found.append(Problem("value", "Số điều chỉnh giống số đã khóa. Nhập số khác hoặc bỏ điều chỉnh."))
    if found or value is None or evidence is None:
        raise UnfitAdjustment(problems=found)
    return value, evidence


def _not_records(said: Corrected) -> list[Problem]:
    """A frozen share is so many records of so many: whole numbers."""
    boxes = (("part", said.part), ("whole", said.whole))
    return [
        Problem(box, "Đếm theo bản ghi: nhập số nguyên, không quá 1 tỷ.")
        for box, number in boxes
        if number is not None and (number > MOST_RECORDS or number % 1)
    ]


def _says_the_same(figure: FrozenFigure, said: Corrected, value: Decimal) -> bool:
    """Whether the correction corrects nothing."""
    if said.part is not None:
        return said.part == figure.part and said.whole == figure.whole
    return value == figure.value


def _states(lines: Sequence[FrozenFigure], value: Decimal, window: Window) -> dict[str, str]:
    """How each target that was judged by the figure stands by the corrected value, by its code."""
    judged = [line for line in lines if line.target and line.span == CUMULATIVE]
    return {line.target: _state(line, value, window) for line in judged}


def _state(line: FrozenFigure, value: Decimal, window: Window) -> str:
    """The state by the frozen threshold; another one of a later plan does not judge a closed year."""
    try:
        one = plan.target(line.target, window.year)
    except Missing:
        return OTHER_BAR
    if threshold_words(one) != line.threshold:
        return OTHER_BAR
    over = window.kind is WindowKind.YEAR
    return plan.judge(value, one.bar, measured=True, year_over=over, unit=line.unit).words


def _whole_number(number: Decimal | None) -> int | None:
    return None if number is None else int(number)


def _tell(
    fact: type[events.AdjustmentEvent],
    made: Adjustment,
    *,
    by: Officer,
    at: datetime,
    **details: str | dict[str, str],
) -> None:
    figure = made.figure
    event = fact(
        window=figure.closing.window, span=figure.span, measure=figure.measure, target=figure.target,
        number=made.number, part=made.part, whole=made.whole, value=str(plain(made.value)), **details,
    )  # fmt: skip
    record(event, by=by, at=at, subject=figure.closing.subject)
