"""The papers of the one-stop as PDF: receipt (Mẫu 01), supplement slip (Mẫu 02), refusal slip (Mẫu 03),
apology with a new date (Mẫu 04), notice that the work stops (Mẫu 05), control slip (Mẫu 06), register (Mẫu
07).

Names and numbers of the forms: TT 03/2025/TT-VPCP, annex I (quoted). Their layout is recalled from the forms
before them; the small print on each paper says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from xaso.kernel.clock import local
from xaso.kernel.wording import day_words, moment_words
from xaso.modules.org.queries import calendar, commune, units
from xaso.platform.journal.queries import timeline
from xaso.platform.papers.qr import svg
from xaso.platform.papers.services import pdf

from .events import Stopped, Withdrawn
from .lifecycle import State
from .models import Attestation, Dossier, Paper, Postponement, StepRun, Supplement, Verification
from .queries.attesting import book_named, book_numbers
from .queries.fees import fee_words
from .queries.register import HEADS
from .rules import span_of

ATTESTED = (
    "Lời chứng, số và quyển sổ chứng thực: theo trí nhớ về NĐ 23/2015/NĐ-CP, TT 01/2020/TT-BTP, chưa đối "
    "chiếu văn bản. In từ hệ thống một cửa của xã."
)
STOPPED = (State.WITHDRAWN, State.STOPPED)

FORMS = {
    "01": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "02": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "03": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    "04": "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
    "05": "Thông báo dừng giải quyết hồ sơ",
    "06": "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    "07": "Sổ theo dõi hồ sơ",
}
SMALL_PRINT = (
    "Mẫu số {number}, Phụ lục I Thông tư 03/2025/TT-VPCP (tên và số mẫu: trích dẫn lại; bố cục: theo trí "
    "nhớ, chưa đối chiếu văn bản). In từ hệ thống một cửa của xã."
)


def receipt_pdf(dossier: Dossier) -> bytes:
    """Mẫu 01: what was received, when the result is due and how that was counted line by line, with a QR.

    For a received dossier; raises ValueError for another. Basis: TT 03/2025/TT-VPCP Mẫu 01; TT 01/2018 Đ.19
    k.2.
    """
    if dossier.received_at is None or dossier.receiver is None:
        raise ValueError(f"{dossier.code} was not received")
    span = span_of(dossier.version.time_value, dossier.version.time_unit)
    data = _shared(dossier, "01", dossier.received_at) | {
        "papers": [_paper(paper) for paper in dossier.papers.order_by("pk") if paper.supplement_id is None],
        "allowed": span.words if span else "danh mục chưa ghi",
        "received": moment_words(dossier.received_at),
        "due": moment_words(dossier.due_at) if dossier.due_at else "",
        "due_lines": list(dossier.due_lines),
        "officer": dossier.receiver.full_name,
        "fee": fee_words(dossier),
    }
    return _pdf("dossiers/mau-01.typ", data, dossier, dossier.received_at)


def supplement_pdf(supplement: Supplement) -> bytes:
    """Mẫu 02: all that lacks and why, in one list. Basis: TT 03/2025/TT-VPCP Mẫu 02; NĐ 118/2025 Đ.11."""
    dossier = supplement.dossier
    data = _shared(dossier, "02", supplement.requested_at) | {
        "number": supplement.number,
        "items": [{"name": item["name"], "reason": item["reason"]} for item in supplement.items],
        "asked": moment_words(supplement.requested_at),
        "exception": supplement.exception,
        "officer": supplement.requested_by.full_name,
    }
    return _pdf("dossiers/mau-02.typ", data, dossier, supplement.requested_at)


def refusal_pdf(dossier: Dossier) -> bytes:
    """Mẫu 03: why the dossier is not received. For a refused dossier; raises ValueError for another.

    Basis: TT 03/2025/TT-VPCP Mẫu 03.
    """
    if dossier.finished_at is None or dossier.receiver is None or not dossier.ended_reason:
        raise ValueError(f"{dossier.code} was not refused")
    data = _shared(dossier, "03", dossier.finished_at) | {
        "reason": dossier.ended_reason,
        "refused": moment_words(dossier.finished_at),
        "officer": dossier.receiver.full_name,
    }
    return _pdf("dossiers/mau-03.typ", data, dossier, dossier.finished_at)


def apology_pdf(postponement: Postponement) -> bytes:
    """Mẫu 04: the apology, why it is not done yet, and the new date of return.

    Basis: TT 03/2025/TT-VPCP Mẫu 04; NĐ 61/2018 Đ.19 k.9.
    """
    dossier = postponement.dossier
    data = _shared(dossier, "04", postponement.asked_at) | {
        "reason": postponement.reason,
        "received": moment_words(dossier.received_at) if dossier.received_at else "",
        "old_due": moment_words(postponement.old_due_at),
        "new_due": moment_words(calendar().end_of(postponement.new_due_on)),
        "unit": postponement.asked_by.unit.name,
        "officer": postponement.asked_by.full_name,
        "position": postponement.asked_by.position.name,
    }
    return _pdf("dossiers/mau-04.typ", data, dossier, postponement.asked_at)


def stop_pdf(dossier: Dossier) -> bytes:
    """Mẫu 05: the work stops, at the applicant's wish or by the commune, and why.

    For a withdrawn or stopped dossier; raises ValueError for another. Basis: TT 03/2025/TT-VPCP Mẫu 05, Đ.7;
    NĐ 118/2025 Đ.21.
    """
    if dossier.finished_at is None or dossier.state not in STOPPED:
        raise ValueError(f"{dossier.code} was not stopped")
    last = timeline(dossier.subject).filter(event__in=[one.name for one in (Withdrawn, Stopped)]).last()
    is_officer = last is not None and last.actor_kind == "officer"
    data = _shared(dossier, "05", dossier.finished_at) | {
        "received": moment_words(dossier.received_at) if dossier.received_at else "",
        "by_applicant": dossier.state == State.WITHDRAWN,
        "ended": moment_words(dossier.finished_at),
        "reason": dossier.ended_reason,
        "signs": "Người ghi nhận" if dossier.state == State.WITHDRAWN else "Người thông báo",
        "officer": last.actor_name if last is not None and is_officer else "",
    }
    return _pdf("dossiers/mau-05.typ", data, dossier, dossier.finished_at)


def control_pdf(dossier: Dossier, *, at: datetime) -> bytes:
    """Mẫu 06: who had the dossier, from when to when, against the time each step had.

    For a received dossier; raises ValueError for another. Basis: TT 03/2025/TT-VPCP Mẫu 06; onestop.md 4.17:
    a step's hours are internal.
    """
    if dossier.received_at is None:
        raise ValueError(f"{dossier.code} was not received")
    runs = dossier.runs.select_related("step", "unit", "holder").order_by("started_at", "pk")
    data = _shared(dossier, "06", at) | {
        "received": moment_words(dossier.received_at),
        "due": moment_words(dossier.due_at) if dossier.due_at else "danh mục chưa ghi thời hạn",
        "due_lines": list(dossier.due_lines),
        "steps": [_step(run) for run in runs],
        "rests": _rests(dossier),
        "state": dossier.state_words + (", trễ hạn" if dossier.is_late else ""),
    }
    return _pdf("dossiers/mau-06.typ", data, dossier, at)


def verification_pdf(found: Verification) -> bytes:
    """The record of a verification, to be signed. Basis: NĐ 61/2018 Đ.19 (onestop.md 4.7); layout our own."""
    dossier, day = found.dossier, found.happened_at
    data = _shared(dossier, "06", found.recorded_at) | {
        "title": "Biên bản xác minh",
        "happened": moment_words(day),
        "place": found.place,
        "participants": found.participants.splitlines(),
        "content": found.content,
        "conclusion": found.conclusion,
        "officer": found.recorded_by.full_name,
        "small_print": "Bố cục của phần mềm; luật chỉ nêu phải ghi thời gian, nơi, thành phần, nội dung.",
    }
    return _pdf("dossiers/bien-ban-xac-minh.typ", data, dossier, found.recorded_at)


def register_pdf(rows: Sequence[Sequence[str]], days: tuple[date, date], *, at: datetime) -> bytes:
    """Mẫu 07: the lines of `queries.register_rows` between two days. Basis: TT 03/2025/TT-VPCP Mẫu 07."""
    data = _house("07", at) | {
        "about": f"Hồ sơ tiếp nhận từ {day_words(days[0])} đến {day_words(days[1])}",
        "heads": list(HEADS),
        "rows": [list(row) for row in rows],
    }
    return pdf("dossiers/mau-07.typ", data, at=at)


def _step(run: StepRun) -> list[str]:
    who = f"{run.step.name}, {run.unit.short_name}"
    end, due = run.ended_at, run.due_at
    late = due is not None and end is not None and end > due
    verdict = "đang làm" if end is None else "trễ" if late else "đúng hạn" if due else "không tính hạn"
    back = " (chuyển trả)" if run.outcome == StepRun.Outcome.SENT_BACK else ""
    return [
        f"{who}: {run.holder.full_name if run.holder else 'chưa ai nhận'}",
        moment_words(run.started_at),
        moment_words(due) if due else "",
        moment_words(end) if end else "",
        verdict + back,
    ]


def _rests(dossier: Dossier) -> list[str]:
    """The times that were not counted and the dates put off, in words."""
    lines = []
    for asked in dossier.supplements.order_by("number"):
        until = f"đến {moment_words(asked.met_at)}" if asked.met_at else "chưa bổ sung"
        names = ", ".join(item["name"] for item in asked.items)
        lines.append(
            f"Yêu cầu bổ sung lần {asked.number}: từ {moment_words(asked.requested_at)}, {until}. {names}."
        )
    lines += [
        f"Hẹn lại lần {one.number}: từ {moment_words(one.old_due_at)} sang {day_words(one.new_due_on)}. "
        f"Lý do: {one.reason}"
        for one in dossier.postponements.order_by("number")
    ]
    return lines


def attestation_pdf(act: Attestation) -> bytes:
    """The words of certification of one act: its number, book, day and who signs, to print with the copy.

    Basis: NĐ 23/2015/NĐ-CP and TT 01/2020/TT-BTP (recalled; the small print says so).
    """
    book, (number, numbered) = book_named(act.book), book_numbers(act)
    data = _shared(act.dossier, "01", act.entered_at) | {
        "title": "Lời chứng",
        "form": "",
        "kind": act.dossier.version.name,
        "document": act.document,
        "pages": act.pages,
        "copies": act.copies,
        "number": number,
        "book": numbered,
        "heading": (book.heading if book else "") or "Lời chứng",
        "signer": act.signer.full_name,
        "position": act.signer.position.name if act.signer.position else "",
        "small_print": ATTESTED,
    }
    return _pdf("dossiers/loi-chung.typ", data, act.dossier, act.entered_at)


def tracking_address(dossier: Dossier) -> str:
    """Where the QR leads: public tracking with the code filled in."""
    return f"{settings.SITE_URL}{reverse('dossiers:track')}?ma={dossier.code}"


def _pdf(template: str, data: dict[str, Any], dossier: Dossier, at: datetime) -> bytes:
    return pdf(template, data, images={"qr.svg": svg(tracking_address(dossier))}, at=at)


def _shared(dossier: Dossier, number: str, at: datetime) -> dict[str, Any]:
    """What every paper of a dossier says: who issues it, to whom, about what."""
    person, submitter = dossier.applicant, dossier.submitter
    return _house(number, at) | {
        "code": dossier.code,
        "applicant": person.full_name,
        "submitter": submitter.full_name if submitter.pk != person.pk else "",
        "relation": dossier.relation,
        "address": ", ".join(part for part in (person.address, str(person.village or "")) if part),
        "phone": submitter.phone or person.phone,
        "email": submitter.email or person.email,
        "procedure": f"{dossier.version.name} ({dossier.version.procedure.code})",
        "tracking": f"{settings.SITE_URL}{reverse('dossiers:track')}",
    }


def _house(number: str, at: datetime) -> dict[str, Any]:
    """What every paper says: who issues it, which form it is, where and when."""
    home, day = commune(), local(at).date()
    centre = next((unit.name for unit in units() if unit.kind == "centre"), home.committee_name)
    return {
        "above": home.committee_name,
        "agency": centre,
        "form": f"Mẫu số {number}",
        "title": FORMS[number],
        "dated": f"{home.name}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "small_print": SMALL_PRINT.format(number=number),
    }


def _paper(paper: Paper) -> list[str]:
    return [paper.name, paper.get_medium_display(), "có tệp" if paper.file_id else "bản giấy"]
