"""From the rows of an annex to proposed obligations: who leads, who helps, when, which one they continue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xaso.kernel.text import shorten
from xaso.modules.plan.reading.proposing.matching import Promise, Standing, continued
from xaso.modules.plan.reading.proposing.units import UnitName, names_in, unit_called
from xaso.modules.plan.reading.result import MatrixRow
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.rules.recurrence import in_span, parse_time

_ALL = re.compile(
    r"^(?:cac|moi|tat ca cac|toan the cac|tung)\s+(?:co quan|phong|don vi|ban)\b"
    r"(?:[\s,/-]+(?:va\s+)?(?:phong|ban|don vi|nganh|co quan|chuyen mon|thuoc|truc thuoc|ubnd|xa)\b)*"
)
_OF_ITS_OWN = re.compile(r":\s*(?:đối với|về)\s+|:\s+", re.IGNORECASE)
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Lead:
    """A unit that leads, with its own product when the text names one."""

    unit: str
    output: str = ""


@dataclass(frozen=True, slots=True)
class ActivityProposal:
    """An obligation as the program understands it; ``continues`` is the code of the one it renews."""

    line: int
    group: str
    objective: str
    duty: str
    name: str
    output: str
    lead_words: str
    coordinating_words: str
    time_words: str
    budget_words: str
    leads: tuple[Lead, ...]
    coordinators: tuple[str, ...]
    timing: str
    notes: tuple[str, ...]
    continues: str = ""


def propose_activities(
    rows: Sequence[MatrixRow],
    *,
    period: tuple[int, int] | None,
    units: Sequence[UnitName],
    standing: Sequence[Standing],
) -> list[ActivityProposal]:
    """What could become obligations, in the order of the text. ``standing`` are those in force."""
    proposals = [_of_row(row, period, units) for row in rows]
    promises = [Promise(_told(one.name, one.output), "", one.group) for one in proposals]
    codes = continued(promises, standing)
    return [replace(one, continues=code) for one, code in zip(proposals, codes, strict=True)]


def standing_of(code: str, name: str, output: str, group: str) -> Standing:
    """An obligation in force as `propose_activities` compares it."""
    return Standing(code, _told(name, output), re.sub(r"^[IVX]+\.\s*", "", group))


def leads_of(said: str, units: Sequence[UnitName]) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """The units that lead and what a person should look at; no unit where the words name none.

    "Phòng A: đối với báo cáo; Phòng B: đối với kế hoạch" gives each its own product. "Các phòng, ban" are
    the departments, but those named beside them.
    """
    if not said.strip():
        return (), ("Văn bản không ghi cơ quan chủ trì: chọn đơn vị.",)
    named: dict[str, str] = {}
    everyone: list[str] = []
    unknown: list[str] = []
    for clause in filter(None, (part.strip() for part in re.split(r"[;\n]", said))):
        who, _, output = _halves(clause)
        codes, is_all, strange = _units_in(who, units)
        unknown += strange
        if is_all:
            everyone.append(output)
        named |= dict.fromkeys(codes, output)
    departments = [one.code for one in units if one.is_department and one.code not in named]
    leads = [Lead(code, output) for output in everyone for code in departments]
    leads += [Lead(code, output) for code, output in named.items()]
    return tuple(leads), tuple(_doubts(said, leads, bool(everyone), unknown))


def coordinators_of(
    said: str, units: Sequence[UnitName], leads: Sequence[Lead]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units that help, without those that lead, and the names that no unit of the commune has."""
    codes, is_all, unknown = _units_in(said.replace("\n", ", "), units)
    everyone = [one.code for one in units if one.is_department] if is_all else []
    leading = {lead.unit for lead in leads}
    found = [code for code in dict.fromkeys([*everyone, *codes]) if code not in leading]
    note = f"Phối hợp: không có trong danh mục đơn vị: {', '.join(unknown)}." if unknown else ""
    return tuple(found), ((note,) if note else ())


def _of_row(row: MatrixRow, period: tuple[int, int] | None, units: Sequence[UnitName]) -> ActivityProposal:
    leads, doubts = leads_of(row.lead or "", units)
    coordinators, strange = coordinators_of(row.coordinating or "", units, leads)
    timing, when = _timing(row.time or "", period)
    name = row.activity or row.task or row.objective or row.output or "Hoạt động chưa có tên"
    return ActivityProposal(
        line=row.line_of("activity"),
        group=shorten(_line(row.group), 190),
        objective=row.objective or "",
        duty=row.task or "",
        name=name,
        output=shorten(_line(row.output), 290),
        lead_words=shorten(_line(row.lead), 290),
        coordinating_words=shorten(_line(row.coordinating), 290),
        time_words=shorten(_line(row.time), 110),
        budget_words=shorten(_line(row.budget), 190),
        leads=leads,
        coordinators=coordinators,
        timing=timing,
        notes=(*doubts, *strange, *when, *(() if row.output else ("Văn bản không ghi sản phẩm.",))),
    )


def _timing(said: str, period: tuple[int, int] | None) -> tuple[str, tuple[str, ...]]:
    """The words of a rhythm, empty when it is not understood."""
    words = _line(said)
    if not words:
        return "", ("Văn bản không ghi thời gian: chọn thời gian.",)
    whole = in_span(words, period) if period else words
    if parse_time(whole) is None:
        return "", (f"Chưa hiểu thời gian “{words}”: chọn thời gian.",)
    if whole != words.strip(" .;,"):
        return whole, (f"Văn bản ghi “{words}”, không ghi năm: hiểu là “{whole}”.",)
    return shorten(whole, 110), ()


def _units_in(said: str, units: Sequence[UnitName]) -> tuple[list[str], bool, list[str]]:
    """The units a cell names, whether it names all departments, and the names nobody has."""
    text = " ".join(said.split())
    if whole := unit_called(text, units):
        return [whole], False, []
    every = _ALL.match(fold(text))
    if every:  # folding keeps the words, so as many words are left out
        text = " ".join(_WORDS.findall(text)[len(every.group().split()) :])
    codes, unknown = [], []
    for part in (part.strip(" ,.;:") for part in names_in(text)):
        code = unit_called(part, units)
        if code:
            codes.append(code)
        elif part:
            unknown.append(f"“{part}”")
    return codes, every is not None, unknown


def _doubts(said: str, leads: Sequence[Lead], is_all: bool, unknown: Sequence[str]) -> list[str]:
    words, notes = _line(said), []
    if not leads:
        return [f"“{words}” không có trong danh mục đơn vị của xã: chọn đơn vị, hoặc chọn giao khi có việc."]
    if unknown:
        notes.append(f"Chủ trì: không có trong danh mục đơn vị: {', '.join(unknown)}.")
    if is_all:
        notes.append("Cột Chủ trì ghi các phòng, ban: mở cho mỗi phòng một nhiệm vụ. Bỏ phòng không làm.")
    elif len(leads) > 1:
        notes.append("Cột Chủ trì ghi nhiều đơn vị: mỗi đơn vị một nhiệm vụ riêng. Bỏ đơn vị chỉ phối hợp.")
    return notes


def _halves(clause: str) -> tuple[str, str, str]:
    """ "Phòng A: đối với báo cáo" is who, and the product of its own."""
    found = _OF_ITS_OWN.search(clause)
    if found is None:
        return clause, "", ""
    output = clause[found.end() :].strip(" .;,")
    return clause[: found.start()], found.group(), output[:1].upper() + output[1:290]


def _told(name: str, output: str) -> str:
    return f"{name} {output}"


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
