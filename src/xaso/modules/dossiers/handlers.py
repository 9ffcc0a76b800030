"""Tells people what happened to their dossier, and the officer whose dossier moves again or ends."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from xaso.kernel.money import format_dong
from xaso.kernel.text import shorten
from xaso.kernel.wording import moment_words
from xaso.modules.org.access import Role
from xaso.modules.org.queries import officers, officers_with_role
from xaso.modules.payments.events import BillCancelled, BillPaid, BillRefunded
from xaso.platform.journal.actors import SYSTEM, Actor
from xaso.platform.journal.listeners import on
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record
from xaso.platform.notices.channels import EMAIL, SMS
from xaso.platform.notices.services import notify

from . import events
from .models import Dossier, Opinion, Result, StepRun
from .services.changing import facts_of
from .services.paying import go_on, settle_ended
from .services.scanning import read_texts

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


def _tell_people(
    event: events.DossierEvent, entry: Entry, title: str, body: str, *, inside: bool = False
) -> None:
    """One notice to the one who filed and, when they have an account of their own, to the applicant.

    `inside`: a move within the commune, read in the program; no message goes out for it.
    """
    dossier = Dossier.objects.select_related("applicant__user", "submitter__user").get(code=event.code)
    users = {person.user for person in (dossier.submitter, dossier.applicant) if person.user is not None}
    for user in users:
        notify(
            user,
            title=title,
            body=f"{body}\nHồ sơ {event.code}: {event.procedure_name}.",
            link=reverse("dossiers:mine_detail", args=[event.code]),
            subject=dossier.subject,
            key=f"dossier:{entry.seq}:{user.pk}",
            at=entry.at,
            outside=() if inside else (EMAIL, SMS),
        )


def _tell_officer(dossier: Dossier, entry: Entry, officer: Officer | None, title: str, body: str) -> None:
    """One notice inside the program, to nobody when there is no officer."""
    if officer is None:
        return
    notify(
        officer.user,
        title=title,
        body=body,
        link=reverse("dossiers_desk:record", args=[dossier.code]),
        subject=dossier.subject,
        key=f"dossier:{entry.seq}:{officer.user_id}",
        at=entry.at,
        outside=(),
    )


def _tell_whose_work_ended(event: events.DossierEvent, entry: Entry, title: str, reason: str) -> None:
    """One notice to whoever held the step in which it ended, unless they ended it themselves."""
    dossier = Dossier.objects.get(code=event.code)
    ended = dossier.runs.filter(outcome=StepRun.Outcome.ENDED)
    last = ended.select_related("holder__user").first()
    holder = last.holder if last else None
    if holder is None or (entry.actor_kind, entry.actor_key) == ("officer", str(holder.pk)):
        return
    body = f"Không làm tiếp hồ sơ {event.code}: {event.procedure_name}. Lý do: {reason}"
    _tell_officer(dossier, entry, holder, title, body)


@on(events.Filed)
def filed(event: events.Filed, entry: Entry) -> None:
    """The commune has the filing."""
    body = f"Xã đã nhận được hồ sơ lúc {moment_words(entry.at)}, đang chờ cán bộ một cửa xem và tiếp nhận."
    _tell_people(event, entry, "Đã nộp hồ sơ", body)


@on(events.Received)
def received(event: events.Received, entry: Entry) -> None:
    """Received, with the day of return."""
    due = f"Hẹn trả kết quả: {_moment(event.due_at)}." if event.due_at else "Thủ tục không ghi thời hạn."
    _tell_people(event, entry, "Hồ sơ đã được tiếp nhận", f"{_by(entry)} đã tiếp nhận hồ sơ. {due}")


@on(events.SupplementRequested)
def supplement_requested(event: events.SupplementRequested, entry: Entry) -> None:
    """All that lacks, in one notice."""
    items = "\n".join(f"- {item['name']}: {item['reason']}" for item in event.items)
    body = f"{_by(entry)} đề nghị bà con bổ sung:\n{items}\nTrong lúc chờ, thời gian không tính vào hạn trả."
    _tell_people(event, entry, "Hồ sơ cần bổ sung", body)


@on(events.SupplementProvided)
def supplement_provided(event: events.SupplementProvided, entry: Entry) -> None:
    """The clock runs again; whoever holds the dossier is told too."""
    due = f" Hẹn trả kết quả mới: {_moment(event.due_at)}." if event.due_at else ""
    _tell_people(event, entry, "Đã nhận giấy tờ bổ sung", f"Xã đã nhận phần bổ sung của bà con.{due}")
    dossier = Dossier.objects.select_related("holder__user").get(code=event.code)
    told = f"{entry.actor_name} đã bổ sung hồ sơ {event.code}: {event.procedure_name}.{due}"
    _tell_officer(dossier, entry, dossier.holder, "Hồ sơ đã được bổ sung", told)


@on(events.Extended)
def extended(event: events.Extended, entry: Entry) -> None:
    """The apology and the new date; the one-stop, whose receipt promised the old one, is told too."""
    body = (
        f"{_by(entry)} xin lỗi bà con: chưa kịp trả kết quả lúc {_moment(event.old_due_at)}. "
        f"Lý do: {event.reason}\nHẹn trả kết quả mới: {_moment(event.due_at)}."
    )
    _tell_people(event, entry, "Xin lỗi, hẹn lại ngày trả kết quả", body)
    dossier = Dossier.objects.select_related("receiver__user").get(code=event.code)
    told = f"Hồ sơ {event.code} hẹn trả lại {_moment(event.due_at)}. Lý do: {event.reason}"
    _tell_officer(dossier, entry, dossier.receiver, "Hồ sơ hẹn lại ngày trả", told)


def papers_came(event: events.DossierEvent, entry: Entry) -> None:
    """What was scanned at the counter gets its searchable copy."""
    read_texts(Dossier.objects.get(code=event.code), by=SYSTEM, at=entry.at)


for _kind in (events.Received, events.SupplementProvided):
    on(_kind)(papers_came)


def settle_fees(event: events.DossierEvent, entry: Entry) -> None:
    """What is unpaid falls away; what was paid is put before whoever decides on giving it back."""
    dossier = Dossier.objects.get(code=event.code)
    why = f"Hồ sơ {dossier.state_words.lower()}: {dossier.ended_reason}"
    settle_ended(dossier, shorten(why, 300), by=SYSTEM, at=entry.at)


for _end in (events.Refused, events.Withdrawn, events.Stopped):
    on(_end)(settle_fees)


@on(BillPaid)
def bill_paid(event: BillPaid, entry: Entry) -> None:
    """The payment stands in the dossier's story."""
    facts = {"bill": event.bill, "amount": event.amount, "method": event.method}
    _tell_story(event.bill_subject, entry, events.FeePaid, facts)
    go_on(bill=event.bill, by=SYSTEM, at=entry.at)


@on(BillCancelled)
def bill_cancelled(event: BillCancelled, entry: Entry) -> None:
    """Nothing is waited for any more."""
    go_on(bill=event.bill, by=SYSTEM, at=entry.at)


@on(events.FeeAsked)
def fee_asked(event: events.FeeAsked, entry: Entry) -> None:
    """What to pay, and that the clock rests."""
    body = f"Bà con cần nộp {format_dong(event.amount)}. Trong lúc chờ, thời gian không tính vào hạn trả."
    _tell_people(event, entry, "Hồ sơ cần nộp phí, lệ phí", body)


@on(events.WorkResumed)
def work_resumed(event: events.WorkResumed, entry: Entry) -> None:
    """Whoever holds the dossier goes on."""
    dossier = Dossier.objects.select_related("holder__user").get(code=event.code)
    body = f"Hồ sơ {event.code} không còn chờ nộp phí, lệ phí. Làm tiếp."
    _tell_officer(dossier, entry, dossier.holder, "Hồ sơ chạy tiếp", body)


@on(BillRefunded)
def bill_refunded(event: BillRefunded, entry: Entry) -> None:
    """So does the money given back."""
    facts = {"bill": event.bill, "amount": event.amount}
    _tell_story(event.bill_subject, entry, events.FeeRefunded, facts)


def _tell_story(subject: str, entry: Entry, kind: type[events.DossierEvent], facts: dict[str, Any]) -> None:
    """Record a fact of a bill once in the story of its dossier; nothing for bills of other things."""
    found = Dossier.objects.select_related("version__procedure", "field").filter(
        code=subject.removeprefix("dossier:")
    )
    dossier = found.first() if subject.startswith("dossier:") else None
    if dossier is None:
        return
    actor = Actor(entry.actor_kind, entry.actor_key, entry.actor_name, entry.actor_unit)
    with transaction.atomic():
        told = timeline(dossier.subject).filter(event=kind.name)
        if not any(one.data["bill"] == facts["bill"] for one in told):
            record(kind(**facts_of(dossier), **facts), by=actor, at=entry.at, subject=dossier.subject)


@on(events.FeePaid)
def fee_paid(event: events.FeePaid, entry: Entry) -> None:
    """Paid; the receipt is on the dossier's page."""
    body = (
        f"Xã đã nhận {format_dong(event.amount)} của khoản thu {event.bill}. Biên lai có trong trang hồ sơ."
    )
    _tell_people(event, entry, "Đã nộp phí, lệ phí", body)


@on(events.FeeRefunded)
def fee_refunded(event: events.FeeRefunded, entry: Entry) -> None:
    """Given back."""
    body = f"Xã đã hoàn trả {format_dong(event.amount)} của khoản thu {event.bill}."
    _tell_people(event, entry, "Đã hoàn trả phí, lệ phí", body)


@on(events.OpinionsAsked)
def opinions_asked(event: events.OpinionsAsked, entry: Entry) -> None:
    """The heads of the offices asked have a question to answer, by a day of its own."""
    dossier = Dossier.objects.get(code=event.code)
    body = f"{_by(entry)} hỏi ý kiến, trả lời trước {_moment(event.due_at)}: {event.question}"
    for head in officers_with_role(Role.UNIT_HEAD):
        if head.unit.code in event.units:
            _tell_officer(dossier, entry, head, f"Hồ sơ {event.code} cần ý kiến đơn vị", body)


@on(events.OpinionGiven)
def opinion_given(event: events.OpinionGiven, entry: Entry) -> None:
    """Whoever asked has an answer."""
    dossier = Dossier.objects.get(code=event.code)
    asker = officers().filter(pk=event.asker).first()
    late = " (trễ)" if event.is_late else ""
    body = f"{event.asked} trả lời{late}: {Opinion.Stance(event.stance).label}. {event.answer}"
    _tell_officer(dossier, entry, asker, f"Hồ sơ {event.code} có ý kiến trả lời", body)


@on(events.OpinionMissed)
def opinion_missed(event: events.OpinionMissed, entry: Entry) -> None:
    """The head of the one-stop and whoever asked are told of the silence, which is no consent."""
    dossier = Dossier.objects.get(code=event.code)
    told = {one.pk: one for one in officers_with_role(Role.CENTRE_HEAD)}
    told |= {one.pk: one for one in officers().filter(pk=event.asker)}
    body = (
        f"{event.asked} chưa trả lời, hạn {_moment(event.due_at)}. Không trả lời không phải là đồng ý; "
        "hạn trả cho bà con vẫn giữ nguyên."
    )
    for one in told.values():
        _tell_officer(dossier, entry, one, f"Hồ sơ {event.code}: quá hạn lấy ý kiến", body)


@on(events.Refused)
def refused(event: events.Refused, entry: Entry) -> None:
    """Not received, and why."""
    body = f"{_by(entry)} không tiếp nhận hồ sơ. Lý do: {event.reason}"
    _tell_people(event, entry, "Hồ sơ không được tiếp nhận", body)


@on(events.StepStarted)
def step_started(event: events.StepStarted, entry: Entry) -> None:
    """Where the dossier is now and who handles it; the step of returning is told by its own notice."""
    if event.kind == "return":
        return
    who = f"{event.holder}, {event.unit}," if event.holder else f"{event.unit}"
    body = f"{who} đang xử lý bước “{event.step}” từ {moment_words(entry.at)}."
    _tell_people(event, entry, f"Hồ sơ đến bước “{event.step}”", body, inside=True)


@on(events.Assigned)
def assigned(event: events.Assigned, entry: Entry) -> None:
    """Who handles it now."""
    body = f"{event.holder}, {event.unit}, xử lý bước “{event.step}” từ {moment_words(entry.at)}."
    _tell_people(event, entry, "Hồ sơ có người xử lý", body, inside=True)


@on(events.SentBack)
def sent_back(event: events.SentBack, entry: Entry) -> None:
    """Looked at again; why is an internal note."""
    body = f"{event.unit} xem lại hồ sơ ở bước “{event.step}” từ {moment_words(entry.at)}."
    _tell_people(event, entry, "Hồ sơ được xem lại", body, inside=True)


@on(events.Approved)
def approved(event: events.Approved, entry: Entry) -> None:
    """The result was approved."""
    body = f"{_by(entry)} đã duyệt kết quả hồ sơ."
    _tell_people(event, entry, "Kết quả đã được duyệt", body, inside=True)


@on(events.Ready)
def ready(event: events.Ready, entry: Entry) -> None:
    """The result waits."""
    where = "Bà con xem, tải bản điện tử trong hồ sơ, hoặc" if event.has_file else "Bà con"
    tell = {
        Result.Outcome.GRANTED: "Đã có kết quả.",
        Result.Outcome.REFUSED: "Hồ sơ không được giải quyết; văn bản trả lời có ghi lý do.",
    }[Result.Outcome(event.outcome)]
    body = f"{tell} {where} đến Trung tâm Phục vụ hành chính công xã để nhận."
    _tell_people(event, entry, "Hồ sơ đã có kết quả", body)


@on(events.Returned)
def returned(event: events.Returned, entry: Entry) -> None:
    """In the person's hand; time to say how it was."""
    body = f"Kết quả đã trả cho: {event.returned_to}. Mời bà con đánh giá việc phục vụ."
    _tell_people(event, entry, "Đã trả kết quả", body)


@on(events.ResultEnded)
def result_ended(event: events.ResultEnded, entry: Entry) -> None:
    """The paper in the person's hand holds no longer, and why."""
    by = f" Văn bản thay thế: số {event.by_number}." if event.by_number else ""
    title = "Kết quả đã được thay thế" if event.by_number else "Kết quả đã bị thu hồi"
    _tell_people(event, entry, title, f"{_by(entry)} đã ghi nhận. Lý do: {event.reason}.{by}")


@on(events.Withdrawn)
def withdrawn(event: events.Withdrawn, entry: Entry) -> None:
    """Taken back; whoever was at work on it is told to stop."""
    _tell_people(
        event, entry, "Hồ sơ đã rút", f"Hồ sơ đã rút lúc {moment_words(entry.at)}. Lý do: {event.reason}"
    )
    _tell_whose_work_ended(event, entry, "Người nộp đã rút hồ sơ", event.reason)


@on(events.Stopped)
def stopped(event: events.Stopped, entry: Entry) -> None:
    """Stopped, and why; whoever was at work on it is told too."""
    _tell_people(
        event, entry, "Hồ sơ dừng giải quyết", f"{_by(entry)} đã dừng giải quyết hồ sơ. Lý do: {event.reason}"
    )
    _tell_whose_work_ended(event, entry, "Hồ sơ dừng giải quyết", event.reason)


def _by(entry: Entry) -> str:
    """The officer and the office, as people may know them (NĐ 224/2026 Đ.15 k.1g)."""
    return f"{entry.actor_name}, {entry.actor_unit}," if entry.actor_unit else entry.actor_name


def _moment(text: str) -> str:
    return moment_words(datetime.fromisoformat(text))
