"""Checks of who does the work: missing, unknown, several, spelled variously, different in two places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.measures import concepts
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding
from xaso.modules.plan.reading.tables import by_place
from xaso.modules.plan.reading.words.plain import fold

_UNIT = (
    r"(?:van phong|phong|ban|trung tam|cong an|quan su|tram|truong|hoi|doan|uy ban|ubnd|hdnd"
    r"|ubmttq|mat tran|bo phan|dang uy|chi bo|ngan hang|buu dien|to(?! chuc))"
)
_VAGUE = re.compile(
    r"^(?:cac|nhung|toan the|tat ca|moi)\b|^(?:co quan|don vi|phong, ban|phong ban|bo phan|ca "
    r"nhan)\b(?!.*\b(?:xa|phuong)\b.*\d)"
)
_TWO = re.compile(rf"\b{_UNIT}\b[^,;\n]*(?:;|\n|,|\bva\b|\+|/)\s*{_UNIT}\b")
_ONE_NAME = re.compile(
    r"van phong (?:hdnd\W*(?:va\W*)?ubnd|hoi dong nhan dan\W*(?:va\W*)?uy ban nhan dan|dang "
    r"uy\W*(?:va\W*)?(?:hdnd|ubnd).*)|phong kinh te, ha tang.*"
)
_FORMER = re.compile(
    r"\b(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan|cong an|huyen uy) huyen\b|\bcap huyen\b|\bphong "
    r"(?:noi vu|tu phap|tai chinh - ke hoach|tai chinh ke hoach"
    r"|lao dong\W.*|tai nguyen va moi truong|nong nghiep\W.*|giao duc va dao tao|kinh te va ha tang "
    r"huyen|van hoa va thong tin|y te)\b(?! xa| phuong)"
)
_HEADING_UNIT = re.compile(rf"^(?:{_UNIT})\b")
_WORKS = re.compile(r"\b(?:chu tri|phoi hop|tham muu|theo doi|trien khai|huong dan|tong hop)\b")
_OPENING = 80
_LEADS = re.compile(r"ch[uủ] tr[iì]", re.IGNORECASE)


def _leads(context: Context) -> Iterator[tuple[str, int]]:
    """Every lead of the annexes with its line."""
    for row in context.reading.matrix_rows:
        if row.lead:
            yield row.lead, row.line_of("lead")
    for indicator in context.reading.indicator_rows:
        if indicator.owner:
            yield indicator.owner, indicator.line


def missing_owner(context: Context) -> Iterator[Finding]:
    """An activity or indicator without a lead in a table that has a column for it."""
    rows = [
        (row.line_of("lead"), row.activity or row.task or row.objective or "")
        for row in context.reading.matrix_rows
        if not row.lead
    ]
    owned = any(row.owner for row in context.reading.indicator_rows)
    if owned:
        rows += [
            (row.line, row.name)
            for row in context.reading.indicator_rows
            if not row.owner and _has_owner_column(context, row.line)
        ]
    for line, text in rows:
        yield finding(
            "thiếu cơ quan chủ trì", "cao", [line], text, "Không ghi ai chủ trì. Giao cho một đơn vị."
        )


def _has_owner_column(context: Context, line: int) -> bool:
    return any(
        table.column("lead") is not None
        and not by_place(table.columns)
        and any(row.number <= line and any(cell.number == line for cell in row.cells) for row in table.rows)
        for table in context.tables
    )


def not_one_owner(context: Context) -> Iterator[Finding]:
    """A lead that is no unit ("các phòng, ban") or several units: one work has one lead."""
    places: dict[str, list[int]] = defaultdict(list)
    for lead, line in _leads(context):
        if _vague(lead):
            places[lead].append(line)
    if places:
        lines = [line for found in places.values() for line in found]
        names = "; ".join(" ".join(name.split()) for name in places)
        yield finding(
            "chủ trì không phải một đơn vị",
            "trung bình",
            lines,
            names,
            "Một việc chỉ giao một đơn vị chủ trì. Chọn một đơn vị.",
        )


def _vague(lead: str) -> bool:
    plain = fold(lead.replace("\n", " ; "))
    if _ONE_NAME.fullmatch(plain.strip(" .")) or (_ONE_NAME.match(plain) and not re.search(r"[;\n]", lead)):
        return False
    return _VAGUE.search(plain) is not None or _TWO.search(plain) is not None


def spelled_variously(context: Context) -> Iterator[Finding]:
    """One unit written in several ways."""
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for name, line in _named_units(context):
        spellings[_canonical(name)].setdefault(name, line)
    various = {key: names for key, names in spellings.items() if len(names) > 1 and key}
    if various:
        lines = [line for names in various.values() for line in names.values()]
        quote = "; ".join(" / ".join(names) for names in various.values())
        yield finding(
            "tên đơn vị nhiều cách viết",
            "trung bình",
            lines,
            quote,
            "Viết thống nhất một tên cho mỗi đơn vị.",
        )


def _named_units(context: Context) -> Iterator[tuple[str, int]]:
    for row in context.reading.matrix_rows:
        for name, text in (("lead", row.lead), ("coordinating", row.coordinating)):
            for part in re.split(r"[;\n]", text or ""):
                if re.match(_UNIT, fold(part)) and len(part) < 60 and "," not in part:
                    yield part.strip(" ."), row.line_of(name)
    for indicator in context.reading.indicator_rows:
        if indicator.owner and len(indicator.owner) < 60:
            yield indicator.owner.strip(" ."), indicator.line


def _canonical(name: str) -> str:
    plain = re.sub(r"hoi dong nhan dan", "hdnd", re.sub(r"uy ban nhan dan", "ubnd", fold(name)))
    plain = re.sub(r"\bva\b|[&\W]", " ", plain)
    plain = re.sub(r"\bvan phong (?:hdnd )?ubnd\b", "van phong ubnd", " ".join(plain.split()))
    return re.sub(r"\s+(?:xa|phuong)(?:\s.*)?$", "", plain)


def owner_in_name(context: Context) -> Iterator[Finding]:
    """A name of an indicator that says who leads, and a column that says someone else."""
    rows = [row for row in context.reading.indicator_rows if _LEADS.search(row.name)]
    if rows:
        yield finding(
            "chủ thể ghi trong tên chỉ tiêu",
            "trung bình",
            [row.line for row in rows],
            rows[0].name,
            "Tên chỉ tiêu ghi một bên chủ trì, cột cơ quan ghi bên khác. Chuyển chủ thể sang cột cơ quan.",
        )


def unknown_owner(context: Context) -> Iterator[Finding]:
    """A lead that is not among the known units, or that is a unit of a former level of government."""
    known = {_canonical(name) for name in context.known_owners}
    seen: set[str] = set()
    for lead, line in _leads(context):
        if lead in seen or _vague(lead):
            continue
        seen.add(lead)
        if _FORMER.search(fold(lead)):
            yield finding(
                "chủ trì không có trong danh mục đơn vị",
                "cao",
                [line],
                lead,
                "Đơn vị này không còn trong bộ máy hai cấp. Giao cho đơn vị của xã.",
            )
        elif known and _canonical(lead) not in known:
            yield finding(
                "chủ trì không có trong danh mục đơn vị",
                "cao",
                [line],
                lead,
                "Không thấy đơn vị này trong danh mục của xã. Chọn đúng đơn vị.",
            )


def former_in_text(context: Context) -> Iterator[Finding]:
    """A paragraph that opens with a unit of the former district and gives it work."""
    for item in context.items:
        body = item.body.strip()
        found = _FORMER.match(fold(body[:_OPENING]))
        district = " huyen" in fold(body[:_OPENING])  # told among the traces of the district
        if item.role in {"org", "tasks"} and found and not district and _WORKS.search(fold(body)):
            yield finding(
                "chủ trì không có trong danh mục đơn vị",
                "cao",
                [item.line.number],
                body,
                "Đơn vị này không còn trong bộ máy hai cấp. Giao cho đơn vị của xã.",
            )


def owners_disagree(context: Context) -> Iterator[Finding]:
    """The section on organisation gives a field to one unit, the annex gives all of it to another."""
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in context.reading.matrix_rows:
        if row.group and row.lead and not _vague(row.lead):
            groups[row.group].append((row.lead, row.line_of("lead")))
    for unit, text, line in _assignments(context):
        said = concepts(text)
        for group, leads in groups.items():
            words = concepts(group)
            if (
                len(words) >= 2
                and words <= said
                and all(_canonical(lead) != _canonical(unit) for lead, _ in leads)
            ):
                yield finding(
                    "sai cơ quan chủ trì giữa các phần",
                    "cao",
                    [line, *(at for _, at in leads)],
                    f"{text} ↔ {group}: {leads[0][0]}",
                    f"Phần tổ chức thực hiện giao “{unit}”, phụ lục ghi “{leads[0][0]}”. Chọn một.",
                )


def _assignments(context: Context) -> Iterator[tuple[str, str, int]]:
    """(unit, what it leads, line) of the sections on organisation."""
    for item in context.items:
        if item.role != "org" or not item.titles or not _LEADS.search(item.body):
            continue
        unit = next((title for title in reversed(item.titles) if _HEADING_UNIT.match(fold(title))), "")
        if unit and len(unit) < 90:
            yield unit.partition(":")[0].strip(), item.body.strip(), item.line.number


CHECKS = (
    missing_owner,
    not_one_owner,
    spelled_variously,
    owner_in_name,
    unknown_owner,
    former_in_text,
    owners_disagree,
)
