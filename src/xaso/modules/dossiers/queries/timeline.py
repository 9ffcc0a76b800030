"""The dossier's story from the journal: whole for officers, without internal notes for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from xaso.kernel.money import format_dong
from xaso.kernel.wording import moment_words
from xaso.platform.journal import queries as journal

from ..models import Dossier, Handover, Opinion, Result, Scan

if TYPE_CHECKING:
    from xaso.platform.journal.models import Entry

Data = dict[str, Any]
Told = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One thing that happened: when, what, by whom of which office, and more about it in `details`.

    `note` is an internal note; always empty on the people's side.
    """

    at: datetime
    event: str
    title: str
    who: str
    unit: str
    details: list[str]
    note: str = ""


def timeline(dossier: Dossier, for_public: bool) -> list[TimelineLine]:
    """What happened to the dossier, oldest first. One query; the caller has checked rights.

    For people each line says the office, the officer in charge and the time (NĐ 224/2026 Đ.15 k.1g); internal
    notes and drafts of results stay inside.
    """
    lines = []
    for entry in journal.timeline(dossier.subject):
        line = _line(entry, for_public)
        if line is not None:
            lines.append(line)
    return lines


def _line(entry: Entry, for_public: bool) -> TimelineLine | None:
    name = entry.event.removeprefix("dossiers.")
    tell = (_PUBLIC if for_public else _INSIDE).get(name) or _TELL.get(name)
    if tell is None:
        return None
    title, details = tell(entry.data)
    return TimelineLine(
        at=entry.at,
        event=name,
        title=title,
        who=entry.actor_name,
        unit=entry.actor_unit,
        details=[line for line in details if line],
        note="" if for_public else str(entry.data.get("note") or ""),
    )


def _filed(data: Data) -> Told:
    other = data["applicant"] != data["submitter"]
    return "Nộp hồ sơ trực tuyến", [f"Nộp thay cho {data['applicant']}." if other else ""]


def _received(data: Data) -> Told:
    due = data["due_at"]
    return "Tiếp nhận hồ sơ", [f"Hẹn trả kết quả: {_moment(due)}." if due else "Thủ tục không ghi thời hạn."]


def _supplement_requested(data: Data) -> Told:
    times = f" lần {data['number']}" if data["number"] > 1 else ""
    items = [f"{item['name']}: {item['reason']}" for item in data["items"]]
    return f"Yêu cầu bổ sung{times}; hạn trả tạm nghỉ", items


def _supplement_inside(data: Data) -> Told:
    title, items = _supplement_requested(data)
    return title, [*items, f"Lý do ngoại lệ: {data['exception']}" if data["exception"] else ""]


def _supplement_provided(data: Data) -> Told:
    due = data["due_at"]
    papers = f"Thêm {data['papers']} giấy tờ." if data["papers"] else ""
    return "Đã bổ sung", [data["reply"], papers, f"Hẹn trả kết quả mới: {_moment(due)}." if due else ""]


def _extended(data: Data) -> Told:
    old, new = _moment(data["old_due_at"]), _moment(data["due_at"])
    return "Xin lỗi, hẹn lại ngày trả", [f"Từ {old} sang {new}.", f"Lý do: {data['reason']}"]


def _opinions_asked(data: Data) -> Told:
    due = f"Trả lời trước {_moment(data['due_at'])}."
    return "Lấy ý kiến", [f"Hỏi: {', '.join(data['asked'])}.", data["question"], due]


def _opinions_asked_public(data: Data) -> Told:
    return "Lấy ý kiến nơi khác", [f"Hỏi: {', '.join(data['asked'])}. Hạn trả kết quả không đổi."]


def _opinion_given(data: Data) -> Told:
    late = " (trễ)" if data["is_late"] else ""
    stance = Opinion.Stance(data["stance"]).label
    return f"{data['asked']} trả lời ý kiến{late}", [f"{stance}: {data['answer']}"]


def _opinion_given_public(data: Data) -> Told:
    return f"{data['asked']} đã trả lời ý kiến", []


def _opinion_missed(data: Data) -> Told:
    due = _moment(data["due_at"])
    return f"{data['asked']} quá hạn trả lời ý kiến", [f"Hạn {due}. Không trả lời không phải là đồng ý."]


def _verified(data: Data) -> Told:
    when = _moment(data["happened_at"])
    return "Xác minh thực địa", [f"{when}, {data['place']}.", f"Kết luận: {data['conclusion']}"]


def _verified_public(data: Data) -> Told:
    return "Xác minh thực địa", [f"{_moment(data['happened_at'])}, {data['place']}."]


def _refused(data: Data) -> Told:
    return "Không tiếp nhận hồ sơ", [f"Lý do: {data['reason']}"]


def _step_started(data: Data) -> Told:
    return f"Chuyển đến bước “{data['step']}”", [_where(data)]


def _step_inside(data: Data) -> Told:
    title, details = _step_started(data)
    due = f"Hạn của bước: {_moment(data['due_at'])}." if data["due_at"] else ""
    return title, [*details, due, _medium(data)]


def _assigned(data: Data) -> Told:
    verb = {"take": "nhận xử lý", "hand_over": "nhận bàn giao"}.get(data["how"], "được giao xử lý")
    return f"{data['holder']} {verb}", [f"Bước “{data['step']}”, {data['unit']}."]


def _sent_back(data: Data) -> Told:
    return f"Chuyển trả bước “{data['step']}”", [_where(data)]


def _sent_back_public(data: Data) -> Told:
    return f"Xem lại ở bước “{data['step']}”", [_where(data)]


def _proposed(data: Data) -> Told:
    file = "Có kèm tệp dự thảo." if data["has_file"] else ""
    return "Trình kết quả", [f"{_outcome(data)}: {data['summary']}", file]


def _proposed_public(_: Data) -> Told:
    return "Đã có dự thảo kết quả, chờ duyệt", []


def _approved(data: Data) -> Told:
    return "Duyệt kết quả", [_outcome(data)]


def _approved_public(_: Data) -> Told:
    return "Đã duyệt kết quả", []


def _ready(data: Data) -> Told:
    number = f"Số, ký hiệu: {data['number']}." if data["number"] else ""
    file = "Có bản điện tử." if data["has_file"] else ""
    return "Có kết quả, chờ trả", [number, file]


def _ready_inside(data: Data) -> Told:
    title, details = _ready(data)
    return title, [*details, "Trễ hạn." if data["is_late"] else ""]


def _returned(data: Data) -> Told:
    return "Đã trả kết quả", [
        Result.Return(data["channel"]).label + ".",
        f"Người nhận: {data['returned_to']}.",
    ]


def _result_ended(data: Data) -> Told:
    by = f" bằng văn bản số {data['by_number']}" if data["by_number"] else ""
    return f"Thay thế kết quả{by}" if by else "Thu hồi kết quả", [f"Lý do: {data['reason']}"]


def _withdrawn(data: Data) -> Told:
    return "Rút hồ sơ", [f"Lý do: {data['reason']}"]


def _stopped(data: Data) -> Told:
    return "Dừng giải quyết", [f"Lý do: {data['reason']}"]


def _scanned(data: Data) -> Told:
    return f"Quét “{data['paper']}”", []


def _copy_made(_: Data) -> Told:
    return "Lập bản sao điện tử, chờ ký số", []


def _copy_signed(data: Data) -> Told:
    lacks = "" if data["has_all"] else "Còn thiếu chữ ký số của cơ quan."
    return "Nạp bản sao điện tử đã ký số", [f"Chữ ký số của: {', '.join(data['signers'])}.", lacks]


def _scan_checked(data: Data) -> Told:
    words = Scan.Outcome(data["outcome"]).label
    return f"Kiểm tra bản quét “{data['paper']}”: {words}", [f"Lỗi: {data['fault']}" if data["fault"] else ""]


def _scan_waived(data: Data) -> Told:
    if not data["reason"]:
        return f"Phải quét “{data['paper']}”", []
    code = f"Mã kết quả thay thế: {data['substitute']}." if data["substitute"] else ""
    return f"Không phải quét “{data['paper']}”", [Scan.Waiver(data["reason"]).label + ".", code]


def _paper_attached(data: Data) -> Told:
    return f"Đính “{data['paper']}”", []


def _fee_asked(data: Data) -> Told:
    return "Báo nộp phí, lệ phí; hạn trả tạm nghỉ", [f"{format_dong(data['amount'])}. Mã {data['bill']}."]


def _work_resumed(data: Data) -> Told:
    due = data["due_at"]
    return "Giải quyết tiếp", [f"Hẹn trả kết quả mới: {_moment(due)}." if due else ""]


def _fee_paid(data: Data) -> Told:
    way = {"cash": "tiền mặt", "transfer": "chuyển khoản"}.get(data["method"], "trực tuyến")
    return "Đã nộp phí, lệ phí", [f"{format_dong(data['amount'])}, {way}. Mã khoản thu {data['bill']}."]


def _fee_refunded(data: Data) -> Told:
    return "Đã hoàn trả phí, lệ phí", [f"{format_dong(data['amount'])}. Mã khoản thu {data['bill']}."]


_TELL: dict[str, Callable[[Data], Told]] = {
    "filed": _filed,
    "received": _received,
    "supplement_requested": _supplement_requested,
    "supplement_provided": _supplement_provided,
    "extended": _extended,
    "opinions_asked": _opinions_asked,
    "opinion_given": _opinion_given,
    "opinion_missed": _opinion_missed,
    "verified": _verified,
    "refused": _refused,
    "step_started": _step_started,
    "assigned": _assigned,
    "sent_back": _sent_back,
    "result_proposed": _proposed,
    "approved": _approved,
    "ready": _ready,
    "returned": _returned,
    "fee_asked": _fee_asked,
    "work_resumed": _work_resumed,
    "fee_paid": _fee_paid,
    "fee_refunded": _fee_refunded,
    "result_ended": _result_ended,
    "withdrawn": _withdrawn,
    "stopped": _stopped,
}
_INSIDE = {
    "supplement_requested": _supplement_inside,
    "step_started": _step_inside,
    "ready": _ready_inside,
    "paper_scanned": _scanned,
    "scan_checked": _scan_checked,
    "copy_made": _copy_made,
    "copy_signed": _copy_signed,
    "scan_waived": _scan_waived,
    "paper_attached": _paper_attached,
}
_PUBLIC = {
    "sent_back": _sent_back_public,
    "result_proposed": _proposed_public,
    "approved": _approved_public,
    "opinions_asked": _opinions_asked_public,
    "opinion_given": _opinion_given_public,
    "verified": _verified_public,
}


def _where(data: Data) -> str:
    holder = f", {data['holder']} đang xử lý" if data["holder"] else ", chờ người nhận xử lý"
    return f"{data['unit']}{holder}."


def _medium(data: Data) -> str:
    return "Luân chuyển bản giấy." if data["medium"] == Handover.Medium.PAPER else ""


def _outcome(data: Data) -> str:
    return Result.Outcome(data["outcome"]).label


def _moment(text: str) -> str:
    return moment_words(datetime.fromisoformat(text))
