"""At the one-stop's counter: taking in, accepting what came online, asking for what lacks, refusing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean, clean_lines
from xaso.modules.org.queries import calendar
from xaso.modules.procedures.queries import form_definition, route_steps

from .. import access, rules
from ..events import Received, Refused, SupplementRequested
from ..lifecycle import Move, after
from ..models import Dossier, Origin, StepRun, Supplement
from .asking import note_request
from .changing import Change, changing
from .numbering import next_code
from .opening import Opening, found_by_key, once, open_dossier
from .papers import PaperIn, StoredPaper, keep_all
from .paying import RECEPTION, bill_when_counted
from .routing import close_run, enter, involve, next_step, unit_of
from .timing import allowed_supplements, recount, settle, supplement_days

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion


class NeedsLeader(Invalid):
    """A further or late supplement request needs a leader or the centre's head, with a reason (3.7, 4.8)."""

    code = "needs_leader"


ASK_LEADER = "Nếu thật cần, nhờ lãnh đạo UBND hoặc lãnh đạo Trung tâm mở hồ sơ, yêu cầu và ghi lý do."


class NoReason(Invalid):
    """A reason is due and none was given."""

    code = "no_reason"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that lacks: of a component or named freely, and why."""

    component_id: int | None
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class OriginIn:
    """How a dossier came, where that is not the usual way; empty places mean the commune's own centre."""

    authorisation: str = ""
    post_number: str = ""
    help_place: str = ""
    reception_place: str = ""


AUTHORISED = "Người được ủy quyền bằng văn bản"
"""The relation of one who files by a written authorisation; the paper is then named."""


def take_in_at_counter(
    *,
    by: Officer,
    applicant: Person,
    submitter: Person | None = None,
    relation: str = "",
    version: ProcedureVersion,
    answers: Mapping[str, Any],
    papers: Sequence[PaperIn] = (),
    kept: Sequence[StoredPaper] = (),
    channel: str = Dossier.Channel.COUNTER,
    entry: str = Dossier.Entry.SYSTEM,
    filing_key: str,
    at: datetime,
    received_at: datetime | None = None,
    origin: OriginIn | None = None,
) -> Dossier:
    """Take in a dossier brought in person or by post: code, clock, and on to the step after reception.

    `papers` are stored here, `kept` already are. `origin` says by which authorisation, letter or other place
    it came (NĐ 118/2025 Đ.14, 15). `received_at` only for a dossier copied from the paper book.
    Sent twice with one `filing_key`, the second returns the same dossier. Raises `NotYours`, `Invalid`,
    `RouteEnds`, `CalendarGap` and the refusals of storing files. Basis: NĐ 118/2025 Đ.17 k.1.
    """
    _check_intake(by, entry, at, received_at)
    came, bearer = received_at or at, submitter or applicant
    kin = _relation(applicant, bearer, relation)
    place = _origin(origin, kin)
    if (known := found_by_key(filing_key, bearer)) is not None:
        return known
    new = Opening(
        version=version,
        form=form_definition(version, local_date(came)),
        applicant=applicant,
        submitter=bearer,
        relation=kin,
        answers=answers,
        papers=[*kept, *keep_all(papers, by=by, at=at)],
        channel=channel,
        entry=entry,
        filing_key=filing_key,
    )
    return once(filing_key, bearer, lambda: _take_in(new, by, at, came, place))


def accept(*, dossier: Dossier, by: Officer, at: datetime, seen: int) -> Dossier:
    """Receive a dossier that came online: the clock starts, and it goes on to the first step after reception.

    Raises `MoveRefused`, `NotYours`, `Overtaken`, `CalendarGap`. Basis: NĐ 118/2025 Đ.17 k.2.
    """
    with changing(dossier, by=by, at=at, seen=seen) as change:
        after(change.dossier.state, Move.ACCEPT)
        access.require(by, change.dossier, "accept")
        _receive(change, by, at)
    return change.dossier


def request_supplement(
    *, dossier: Dossier, by: Officer, items: Sequence[Lack], at: datetime, seen: int, exception: str = ""
) -> Dossier:
    """Ask for all that lacks, in one list (Mẫu 02); the clock rests until it is met.

    A second request, or one after the window of working days, needs a leader or the centre's head and their
    reason in `exception`. Raises `MoveRefused`, `NotYours`, `Overtaken`, `NeedsLeader`, `Invalid` for an item
    without name or reason. Basis: NĐ 118/2025 Đ.6, Đ.11 (quoted); NĐ 61/2018 Đ.19 k.4.
    """
    wanted = _checked(items)
    with changing(dossier, by=by, at=at, seen=seen) as change:
        locked = change.dossier
        after(locked.state, Move.ASK_SUPPLEMENT)
        access.require(by, locked, "supplement")
        change.move(Move.ASK_SUPPLEMENT)
        _check_exception(locked, by, exception, at)
        locked.supplement_count += 1
        locked.paused_at = at if locked.received_at else None
        request = Supplement.objects.create(
            dossier=locked,
            number=locked.supplement_count,
            items=wanted,
            requested_at=at,
            requested_by=by,
            exception=clean_lines(exception),
        )
        note_request(locked, [int(one["component"]) for one in wanted if one["component"]], at=at)
        recount(locked)
        change.tell(SupplementRequested, number=request.number, items=wanted, exception=request.exception)
    return change.dossier


def refuse(*, dossier: Dossier, by: Officer, reason: str, at: datetime, seen: int) -> Dossier:
    """Refuse to receive, with the reason (Mẫu 03); an end.

    Raises `MoveRefused`, `NotYours`, `Overtaken`, `NoReason`. Basis: NĐ 118/2025 Đ.17; TT 03/2025 Mẫu 03.
    """
    why = reason_of(reason)
    with changing(dossier, by=by, at=at, seen=seen) as change:
        locked = change.dossier
        after(locked.state, Move.REFUSE)
        access.require(by, locked, "refuse")
        change.move(Move.REFUSE)
        close_run(change, StepRun.Outcome.ENDED, why)
        settle(locked, at)
        locked.receiver = locked.receiver or by
        locked.ended_reason, locked.holder = why, None
        change.tell(Refused, reason=why)
    return change.dossier


def reason_of(text: str, field: str = "reason") -> str:
    """The reason, cleaned. Raises `NoReason` when it says nothing."""
    why = clean_lines(text)
    if not rules.is_fit_reason(why):
        raise NoReason("Ghi rõ lý do, ít nhất vài chữ, để bà con hiểu.", field=field)
    return why


def _take_in(new: Opening, by: Officer, at: datetime, came: datetime, place: dict[str, str]) -> Dossier:
    dossier = open_dossier(new, code=next_code(at=at), by=by, at=at)
    if any(place.values()):
        Origin.objects.create(dossier=dossier, **place)
    dossier.filed_at = came
    change = Change(dossier, by, at)
    _receive(change, by, came)
    change.write()
    return dossier


def _receive(change: Change, by: Officer, came: datetime) -> None:
    """Start the clock, close the step of reception, go on to the next."""
    dossier = change.dossier
    change.move(Move.ACCEPT)
    dossier.received_at, dossier.receiver = came, by
    recount(dossier)
    change.tell(
        Received,
        channel=dossier.channel,
        entry=dossier.entry,
        due_at=dossier.due_at.isoformat() if dossier.due_at else None,
        due_lines=list(dossier.due_lines),
    )
    reception = next((step for step in route_steps(dossier.version) if step.kind == "receive"), None)
    if reception is not None:
        StepRun.objects.create(
            dossier=dossier,
            step=reception,
            unit=unit_of(reception, dossier),
            holder=by,
            started_at=dossier.filed_at,
            ended_at=change.at,
            outcome=StepRun.Outcome.FORWARDED,
        )
    involve(dossier, unit=by.unit, officers=[by])
    enter(change, next_step(dossier))
    bill_when_counted(dossier, RECEPTION, by=by, at=change.at)


def _check_intake(by: Officer, entry: str, at: datetime, received_at: datetime | None) -> None:
    if not access.may_take_in(by):
        raise access.NotYours("Chỉ cán bộ tiếp nhận mới nhận hồ sơ tại quầy.")
    if received_at is None:
        return
    if entry != Dossier.Entry.PAPER_BOOK:
        raise Invalid("Chỉ hồ sơ ghi lại từ sổ giấy mới có ngày tiếp nhận trước đó.", field="received_at")
    if received_at > at:
        raise Invalid("Ngày tiếp nhận trong sổ giấy không thể ở sau hôm nay.", field="received_at")


def _relation(applicant: Person, bearer: Person, relation: str) -> str:
    kin = clean(relation)
    if bearer.pk != applicant.pk and not kin:
        raise Invalid("Ghi quan hệ của người nộp với người đề nghị.", field="relation")
    return kin


def _origin(origin: OriginIn | None, kin: str) -> dict[str, str]:
    """What is to be written of the origin. Raises `Invalid` for one authorised without the paper named."""
    said = {name: clean(text) for name, text in asdict(origin or OriginIn()).items()}
    if kin == AUTHORISED and not said["authorisation"]:
        raise Invalid("Ghi giấy ủy quyền: số, ngày, nơi chứng thực.", field="authorisation")
    return said


def _checked(items: Sequence[Lack]) -> list[dict[str, str]]:
    if not items:
        raise Invalid("Ghi ít nhất một giấy tờ hoặc nội dung cần bổ sung.", field="items")
    wanted = []
    for lack in items:
        name, why = clean(lack.name), clean_lines(lack.reason)
        if not name or not rules.is_fit_reason(why):
            raise Invalid("Mỗi mục cần bổ sung phải có tên và lý do rõ ràng.", field="items")
        wanted.append({"component": str(lack.component_id or ""), "name": name, "reason": why})
    return wanted


def _check_exception(dossier: Dossier, by: Officer, exception: str, at: datetime) -> None:
    why = rules.supplement_needs_leader(
        asked_before=dossier.supplement_count,
        allowed=allowed_supplements(),
        on=local_date(at),
        received_at=dossier.received_at,
        days=supplement_days(),
        calendar=calendar(),
    )
    if not why:
        return
    if not access.may_except(by):
        raise NeedsLeader(f"{why} {ASK_LEADER}")
    if not rules.is_fit_reason(exception):
        raise NeedsLeader(f"{why} Ghi lý do cho phép ngoại lệ.", field="exception")
