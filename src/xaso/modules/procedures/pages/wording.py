"""What a version says, in the words of a page: time, fee, papers, place, how sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xaso.kernel.certainty import Certainty
from xaso.kernel.money import format_dong
from xaso.kernel.spans import Span, Unit
from xaso.modules.payments.queries.tariffs import item_of, item_words
from xaso.modules.procedures.models import Component, Procedure, ProcedureVersion

if TYPE_CHECKING:
    from xaso.modules.payments.models import FeeRate

ZERO_AS_DISPLAYED = "fee_zero_as_displayed"

FLAG_WORDS = {
    "service_level_unknown": "Chưa rõ làm trực tuyến được toàn bộ hay chỉ một phần.",
    ZERO_AS_DISPLAYED: "Nguồn ghi “Miễn phí” từ số 0; có thể đó là ô chưa nhập.",
    "fee_not_published": "Nguồn không công bố phí, lệ phí.",
    "fee_not_a_number": "Phí không phải một con số; đọc phần ghi chú.",
    "fee_differs_by_channel_or_case": "Phí khác nhau theo cách nộp hoặc theo trường hợp.",
    "time_missing": "Chưa lấy được thời hạn từ nguồn.",
    "time_not_published": "Nguồn không công bố thời hạn.",
    "time_unit_missing_in_source": "Nguồn ghi thời hạn không kèm đơn vị; đơn vị ở đây lấy theo luật nếu có.",
    "time_unit_unknown": "Không rõ đơn vị của thời hạn nên không tính được ngày hẹn.",
    "time_differs_by_channel": "Thời hạn nộp trực tiếp và nộp trực tuyến ghi khác nhau.",
    "no_components": "Chưa có danh sách giấy tờ.",
    "components_incomplete": "Danh sách giấy tờ có thể còn thiếu.",
    "components_not_fixed_on_portal": "Giấy tờ tùy từng việc; cán bộ sẽ hướng dẫn.",
    "no_dossier_needed": "Không phải nộp giấy tờ.",
    "code_unverified": "Chưa xác minh được mã quốc gia; mã ở đây là mã tạm.",
    "multi_level_authority": "Nhiều cấp cùng giải quyết.",
    "level_inferred": "Cấp giải quyết là suy ra, chưa thấy nguồn ghi rõ.",
    "border_area_unconfirmed": "Chờ xã xác nhận có áp dụng ở đây không.",
    "pre_2025_steps": "Các bước theo tài liệu trước 7/2025.",
}
FLAG_STARTS = {
    "code_may_be_replaced": "Mã thủ tục có thể đã được thay trong năm.",
    "superseded_in": "Ở tỉnh đã có thủ tục khác thay.",
}
STEPS_KIND = {
    "generic_template": "Các bước chung cho mọi thủ tục, không phải trình tự theo luật.",
    "derived_from_source_keywords": "Các bước viết lại từ nguồn cho dễ đọc, không phải trình tự theo luật.",
    "written_from_source": "Các bước viết lại từ nguồn.",
}
CHANNELS = {"direct": "trực tiếp", "online": "trực tuyến", "post": "qua bưu điện"}


@dataclass(frozen=True)
class Fact:
    """A short answer with what must be read beside it."""

    words: str
    note: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class PaperGroup:
    """Papers asked for together, with when they are."""

    case: str
    papers: list[dict[str, str]]


def time_fact(version: ProcedureVersion) -> Fact:
    """How long it takes; plainly that it is not known when there is no safe deadline."""
    if not version.time_unit or version.time_value is None:
        why = version.time_note or "Nguồn không ghi thời hạn."
        return Fact("Chưa rõ thời hạn", f"{why} Khi nhận hồ sơ, cán bộ sẽ nói ngày trả.", is_known=False)
    words = Span(version.time_value, Unit(version.time_unit)).words
    note = version.time_note
    if note.lower().startswith(words):
        return Fact(note)
    if version.time_unit == ProcedureVersion.TimeUnit.DAYS and not note:
        note = "Nguồn chỉ ghi “ngày” nên tính cả ngày nghỉ."
    return Fact(words[0].upper() + words[1:], note)


def fee_fact(version: ProcedureVersion, rates: Sequence[FeeRate] = ()) -> Fact:
    """How much it costs: by the fee tables in force, which is what will be asked, else as the source says.

    A displayed zero is told as what it is.
    """
    if rates:
        return _charged(version, rates)
    if version.fee_amount is None:
        if version.fee_set_by_province:
            return Fact("Do Hội đồng nhân dân tỉnh quy định", version.fee_note, is_known=False)
        return Fact("Chưa rõ mức thu", version.fee_note, is_known=False)
    if version.fee_amount == 0 and ZERO_AS_DISPLAYED in version.flags:
        return Fact(
            "Miễn phí, theo chữ hiện trên Cổng", "Có thể là ô chưa nhập. Hỏi lại trước khi nộp.", False
        )
    if version.fee_amount == 0:
        return Fact("Không thu", version.fee_note)
    return Fact(format_dong(version.fee_amount), version.fee_note)


def _charged(version: ProcedureVersion, rates: Sequence[FeeRate]) -> Fact:
    """The rates in words; who pays less and by which document, in the note.

    What the source notes is about the amount the source has: it is told only while the two agree.
    """
    items = [item_of(rate) for rate in rates]
    words = "; ".join(item.rate_words + _way(item.channel) for item in items)
    less = list(dict.fromkeys(one.words for item in items for one in item.reliefs))
    named = "; ".join(dict.fromkeys(f"{item_words(item).split(' · ')[0]}: {item.name}" for item in items))
    basis = list(dict.fromkeys(rate.basis or rate.table.basis for rate in rates))
    doubt = [] if all(Certainty(rate.certainty).is_verified for rate in rates) else ["Mức chưa kiểm chứng"]
    is_of_this = version.fee_amount in {item.amount for item in items} and not version.fee_note.startswith(
        "/"
    )
    said = version.fee_note if is_of_this else ""
    parts = [named, *less, f"Căn cứ: {'; '.join(basis)}", *doubt, said]
    return Fact(words, ". ".join(part.rstrip(".") for part in parts if part) + ".")


def _way(channel: str) -> str:
    return {"online": " (nộp trực tuyến)", "direct": " (nộp trực tiếp)"}.get(channel, "")


def paper_groups(version: ProcedureVersion) -> list[PaperGroup]:
    """The papers to bring in their order, those of one case together; those for every case come first."""
    papers = sorted(version.components.all(), key=lambda paper: (paper.case != "", paper.order))
    groups: dict[str, list[dict[str, str]]] = {}
    for paper in papers:
        groups.setdefault(paper.case, []).append({"name": paper.name, "note": _paper_note(paper)})
    always = "Mọi trường hợp" if len(groups) > 1 else ""
    return [PaperGroup(case.rstrip(" :") or always, rows) for case, rows in groups.items()]


def _paper_note(paper: Component) -> str:
    counts = [
        f"{count} {what}"
        for count, what in ((paper.originals, "bản chính"), (paper.copies, "bản sao"))
        if count
    ]
    needed = "" if paper.required else "nếu thuộc trường hợp này"
    form = paper.form_template
    return ", ".join(part for part in (*counts, needed, form) if part)


def flag_words(version: ProcedureVersion) -> list[str]:
    """What is doubtful in the record, in plain words; the fee's doubt is told beside the fee already."""
    words = [flag_words_of(flag) for flag in version.flags]
    return [word for word in words if word]


def flag_words_of(flag: str) -> str:
    """One doubt in plain words; empty when it has none."""
    known = FLAG_WORDS.get(flag, "")
    return known or next((words for start, words in FLAG_STARTS.items() if flag.startswith(start)), "")


def channel_words(version: ProcedureVersion) -> str:
    """The ways to send it that the source names: ``trực tiếp, trực tuyến``."""
    return ", ".join(CHANNELS[channel] for channel in version.channels if channel in CHANNELS)


def steps_note(version: ProcedureVersion) -> str:
    """What the listed steps are worth."""
    return STEPS_KIND.get(version.steps_kind, "")


def state_words(version: ProcedureVersion) -> str:
    """How far the record was verified, for a badge."""
    return "Đã kiểm chứng" if version.confidence == "verified" else "Còn chỗ chưa kiểm chứng"


PLACE_BADGES = {
    Procedure.FilingPlace.HERE: ("Nộp tại đây", "green"),
    Procedure.FilingPlace.NATIONAL: ("Cổng quốc gia", "indigo"),
    Procedure.FilingPlace.COUNTER: ("Nộp trực tiếp", ""),
}


def place_badge(version: ProcedureVersion) -> tuple[str, str]:
    """Where it is filed, as the words and tone of a badge."""
    return PLACE_BADGES[Procedure.FilingPlace(version.procedure.filing_place)]
