"""Figures typed in from outside: entered with evidence, sent, decided by another, never written over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Forbidden, Invalid, Problem
from xaso.kernel.text import clean, clean_lines
from xaso.kernel.wording import day_words, moment_words
from xaso.modules.org import queries as org
from xaso.modules.plan import queries as plan
from xaso.platform.files import services as files
from xaso.platform.files.refusals import FileRefused
from xaso.platform.journal.events import event_class
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record

from .. import access, events
from ..lifecycle import Move, State, after
from ..models import TypedFigure
from ..queries.closings import closed_around
from ..queries.figure import typed_only
from ..rules import typed as rules
from ..rules.windows import Window

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.plan.queries import TargetOfYear
    from xaso.platform.files.models import StoredFile

EVIDENCE_KINDS = ("pdf", "jpg", "png", "docx", "xlsx")
LONGEST_SOURCE, LONGEST_TEXT = 400, 2000


class UnfitFigure(Invalid):
    """The numbers, the source or the window cannot be taken; every box is told at once."""

    code = "unfit_figure"


class NoEvidence(Invalid):
    """A figure is sent with its evidence or not at all (targets.md)."""

    code = "no_evidence"
    default_sentence = "Chưa có minh chứng nên chưa gửi duyệt được. Hãy gắn tệp minh chứng rồi gửi."


class AnotherWaits(Conflict):
    """A figure of the same target and window already waits for a decision."""

    code = "another_figure_waits"


class AnotherApproved(Conflict):
    """The window got an approved figure meanwhile, and this one does not say why it is to count instead."""

    code = "another_figure_approved"


class FigureOvertaken(Conflict):
    """Someone changed the figure after the actor last saw it."""

    code = "figure_overtaken"


class NotYourTarget(Forbidden):
    """The target belongs to another unit."""

    code = "not_your_target"
    default_sentence = (
        "Chỉ tiêu này do đơn vị khác phụ trách nên anh chị không nhập số được. "
        "Nhờ đơn vị phụ trách hoặc đầu mối kế hoạch."
    )


class WindowClosed(Conflict):
    """The figures of a closed window move no more; a correction stands beside."""

    code = "window_closed"


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed: numbers as `rules.typed` takes them, where they come from, and a remark."""

    value: Decimal | None
    part: Decimal | None
    whole: Decimal | None
    source: str
    note: str = ""


def keep_evidence(upload: UploadedFile, *, by: Officer, at: datetime) -> StoredFile:
    """Keep an upload as evidence: PDF, image, Word or Excel. Raises `FileRefused` told at its box."""
    try:
        most = int(org.setting("files.max_mb", 10))
        return files.store_upload(upload, by=by, at=at, accept=EVIDENCE_KINDS, max_mb=most)
    except FileRefused as refusal:
        refusal.problems = [Problem("evidence", refusal.sentence)]
        raise


@transaction.atomic
def enter(
    *, target: str, window: str, said: Said, evidence: StoredFile | None, by: Officer, at: datetime
) -> TypedFigure:
    """Type a figure of a target for one ended window; it is a draft until it is sent.

    A target that a measure counts takes none. Raises `Missing` for such a target or an unknown one,
    `NotYourTarget`, `WindowClosed`, `UnfitFigure`. Source: targets.md (class D).
    """
    span = Window.parse(window)
    one = typed_only(target, span.year)
    if not access.may_type(by, one.target.owner_id):
        raise NotYourTarget
    _check_open(span)
    value = _checked(one, span, said, at=at)
    figure = TypedFigure.objects.create(
        target_code=target,
        year=span.year,
        window=span.code,
        covers_from=_covers_from(one, span),
        covers_to=span.end,
        unit=one.target.unit,
        evidence=evidence,
        entered_by=by,
        entered_at=at,
        **_texts(said, value),
    )
    _tell(events.FigureEntered, figure, by=by, at=at)
    return figure


def change(
    *, figure: TypedFigure, said: Said, evidence: StoredFile | None, by: Officer, at: datetime, seen: int
) -> TypedFigure:
    """Type over a draft or a returned figure, by the one who typed it; ``evidence`` None keeps what is there.

    Raises `NotYourFigure`, `FigureOvertaken`, `TypedMoveRefused`, `WindowClosed`, `UnfitFigure`.
    """
    with _changing(figure, Move.CHANGE, by=by, seen=seen) as held:
        _check_open(Window.parse(held.window))
        one = plan.target(held.target_code, held.year)
        value = _checked(one, Window.parse(held.window), said, at=at, own=held.pk)
        before = plain(held.value)
        held.covers_from = _covers_from(one, Window.parse(held.window))
        for name, text in _texts(said, value).items():
            setattr(held, name, text)
        if evidence is not None:
            _replace_evidence(held, evidence)
        held.entered_at = at
        held.save()
        _tell(events.FigureChanged, held, by=by, at=at, before=before)
    return held


def send(*, figure: TypedFigure, by: Officer, at: datetime, seen: int) -> TypedFigure:
    """Send a figure with its evidence to a second person.

    Raises `NoEvidence`, `AnotherWaits`, `AnotherApproved`, `WindowClosed`, `NotYourFigure`,
    `FigureOvertaken`, `TypedMoveRefused`.
    """
    with _changing(figure, Move.SEND, by=by, seen=seen) as held:
        if held.evidence is None:
            raise NoEvidence(field="evidence")
        _check_open(Window.parse(held.window))
        _no_other_waits(held)
        _says_why_if_another_counts(held, "Sửa bản nháp, ghi chú vì sao nhập số mới rồi gửi.")
        held.sent_at = at
        held.decided_by, held.decided_at, held.reason = None, None, ""
        held.save()
        _tell(events.FigureSent, held, by=by, at=at, evidence=held.evidence.sha256)
    return held


def take_back(*, figure: TypedFigure, by: Officer, at: datetime, seen: int) -> TypedFigure:
    """Take a sent figure back before it is decided. Raises as `send` does."""
    with _changing(figure, Move.TAKE_BACK, by=by, seen=seen) as held:
        held.save()
        _tell(events.FigureTakenBack, held, by=by, at=at)
    return held


def drop(*, figure: TypedFigure, by: Officer, at: datetime, seen: int) -> TypedFigure:
    """Give up a figure that was never approved; it stays in the history. Raises as `send` does."""
    with _changing(figure, Move.DROP, by=by, seen=seen) as held:
        held.save()
        _tell(events.FigureDropped, held, by=by, at=at)
    return held


def approve(*, figure: TypedFigure, by: Officer, at: datetime, seen: int) -> TypedFigure:
    """Believe the figure: it is the target's figure of its window from now on.

    Only a leader or focal officer, never the one who typed it. Raises `NotYourFigure`, `FigureOvertaken`,
    `TypedMoveRefused`, and `AnotherApproved` when it does not say why it is to count instead of another.
    Source: targets.md (class D, evidence); the second person is our own rule.
    """
    with _changing(figure, Move.APPROVE, by=by, seen=seen) as held:
        _check_open(Window.parse(held.window))
        _says_why_if_another_counts(held, "Trả lại để người nhập ghi vì sao nhập số mới.")
        held.decided_by, held.decided_at, held.reason = by, at, ""
        held.save()
        evidence = held.evidence.sha256 if held.evidence else ""
        _tell(events.FigureApproved, held, by=by, at=at, evidence=evidence)
    return held


def send_back(*, figure: TypedFigure, reason: str, by: Officer, at: datetime, seen: int) -> TypedFigure:
    """Return the figure to whoever typed it, saying why. Raises `UnfitFigure` without a reason, and as
    `approve` does.
    """
    words = clean_lines(reason)
    with _changing(figure, Move.RETURN, by=by, seen=seen) as held:
        if not words:
            raise UnfitFigure(problems=[Problem("reason", "Hãy ghi lý do, để người nhập biết sửa gì.")])
        held.decided_by, held.decided_at, held.reason = by, at, words[:LONGEST_TEXT]
        held.save()
        _tell(events.FigureReturned, held, by=by, at=at, reason=held.reason)
    return held


def plain(value: Decimal) -> str:
    """Return the exact number as the journal keeps it, without useless zeros: ``85.5``."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@contextmanager
def _changing(figure: TypedFigure, move: Move, *, by: Officer, seen: int) -> Iterator[TypedFigure]:
    """Lock the figure, check party, revision and state, let the caller write; all or nothing."""
    with transaction.atomic():
        rows = TypedFigure.objects.select_for_update(of=("self",)).select_related("entered_by", "evidence")
        held = rows.get(pk=figure.pk)
        access.check(by, held, move)
        if held.revision != seen:
            raise FigureOvertaken(_who_was_first(held))
        held.state = after(held.state, move)
        held.revision += 1
        yield held


def _check_open(window: Window) -> None:
    """Raise `WindowClosed` for a window that was closed, or lies in one that was."""
    around = closed_around(window)
    if around is not None:
        label = around.label
        raise WindowClosed(
            f"{label} đã khóa nên không nhập, gửi hay duyệt số của kỳ này nữa. Số đã khóa sai hoặc thiếu thì "
            f"đầu mối kế hoạch mở số đó trong {label} và lập điều chỉnh bên cạnh."
        )


def _checked(
    one: TargetOfYear, window: Window, said: Said, *, at: datetime, own: int | None = None
) -> Decimal:
    """Return the value. Raises `UnfitFigure` with every box that is wrong."""
    typed = rules.Typed(said.value, said.part, said.whole)
    scale = rules.Scale(one.target.scale_min, one.target.scale_max)
    found = [Problem(box, words) for box, words in rules.problems(typed, one.target.unit, scale)]
    source = clean(said.source)
    if not source:
        found.append(Problem("source", "Hãy ghi số này lấy từ văn bản, báo cáo nào."))
    elif len(source) > LONGEST_SOURCE:
        found.append(Problem("source", f"Viết ngắn lại, nhiều nhất {LONGEST_SOURCE} ký tự."))
    if window.end >= local_date(at):
        ends = day_words(window.end)
        found.append(Problem("window", f"Kỳ này đến hết {ends} mới xong. Chọn kỳ đã kết thúc."))
    if not clean_lines(said.note) and _has_approved(one.target.code, window.code, own):
        found.append(Problem("note", "Kỳ này đã có số được duyệt. Hãy ghi vì sao nhập số mới."))
    value = rules.computed(typed, one.target.unit)
    if value is not None and not clean_lines(said.note):
        found += _falling(one, window, value)
    if found or value is None:
        raise UnfitFigure(problems=found)
    return value


def _covers_from(one: TargetOfYear, window: Window) -> date:
    """The first day the number stands for: the year's, when it is typed as the year so far."""
    is_so_far = one.target.unit in rules.ADDS_UP and one.target.typed_as == one.target.TypedAs.SO_FAR
    return window.cumulative.start if is_so_far else window.period.start


def _falling(one: TargetOfYear, window: Window, value: Decimal) -> list[Problem]:
    """A number of the year so far below an earlier one of the same year is told, unless a remark says why."""
    first = _covers_from(one, window)
    if one.target.unit not in rules.ADDS_UP or first == window.period.start:
        return []
    rows = TypedFigure.objects.filter(target_code=one.target.code, state=State.APPROVED, covers_from=first)
    higher = (
        rows.filter(covers_to__lt=window.end, value__gt=value).order_by("-covers_to", "-decided_at").first()
    )
    if higher is None:
        return []
    words = f"{Window.parse(higher.window).label} đã duyệt {plan.value_words(higher.value, higher.unit)}"
    return [Problem("value", f"Số lũy kế nhỏ hơn kỳ trước: {words}. Xem lại số, hoặc ghi chú vì sao giảm.")]


def _has_approved(target: str, window: str, own: int | None) -> bool:
    rows = TypedFigure.objects.filter(target_code=target, window=window, state=State.APPROVED)
    return (rows if own is None else rows.exclude(pk=own)).exists()


def _says_why_if_another_counts(held: TypedFigure, todo: str) -> None:
    """Another of the window may have been approved since this one was typed."""
    if not held.note and _has_approved(held.target_code, held.window, held.pk):
        raise AnotherApproved(f"Kỳ này đã có số được duyệt, mà số này chưa ghi vì sao nhập lại. {todo}")


def _texts(said: Said, value: Decimal) -> dict[str, Any]:
    return {
        "value": value,
        "part": said.part,
        "whole": said.whole,
        "source": clean(said.source),
        "note": clean_lines(said.note)[:LONGEST_TEXT],
    }


def _replace_evidence(held: TypedFigure, evidence: StoredFile) -> None:
    """Evidence that nobody was ever shown goes; what a second person has looked at stays in the store."""
    old, held.evidence = held.evidence, evidence
    if old is not None and held.sent_at is None and old.pk != evidence.pk:
        held.save(update_fields=["evidence"])
        files.discard(old)


def _no_other_waits(held: TypedFigure) -> None:
    """The figures of the window are locked, so that two sent at once meet here and not at the unique key."""
    same = TypedFigure.objects.select_for_update(of=("self",)).select_related("entered_by")
    for other in same.filter(target_code=held.target_code, window=held.window).order_by("pk"):
        if other.state == State.WAITING and other.pk != held.pk:
            raise AnotherWaits(
                f"Kỳ này đã có số do {other.entered_by.full_name} gửi, đang chờ duyệt. "
                "Chờ quyết định về số đó rồi gửi số của anh chị."
            )


def _who_was_first(held: TypedFigure) -> str:
    last = timeline(held.subject).last()
    if last is None:
        return "Số liệu vừa có người thay đổi. Tải lại trang rồi làm tiếp."
    kind = event_class(last.event)
    verb = kind.done if kind is not None and issubclass(kind, events.TypedFigureEvent) else "ghi"
    return f"{last.actor_name} đã {verb} số liệu này lúc {moment_words(last.at)}. Tải lại trang rồi làm tiếp."


def _tell(
    fact: type[events.TypedFigureEvent], figure: TypedFigure, *, by: Officer, at: datetime, **details: str
) -> None:
    event = fact(
        target=figure.target_code,
        window=figure.window,
        value=plain(figure.value),
        state=str(figure.state),
        **details,
    )
    record(event, by=by, at=at, subject=figure.subject)
