"""What files of a pack say of one another: every code that is named exists, and none is given twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from xaso.sites.setup.pack.reading import Document, Fault, Place

Pack = Mapping[str, Document]
Named = Iterable[tuple[Place, Any]]

ANY_OFFICE = "field"
GENERIC_FORM = "generic.json"


def link_faults(pack: Pack, forms: Mapping[str, Document]) -> Iterator[Fault]:
    """Yield what does not fit between the files. Call only when every file has its shape."""
    yield from _twice(pack)
    yield from _unknown_codes(pack)
    yield from _catalogue(pack, forms)
    yield from _calendar(pack["calendar.json"])
    yield from _plan(pack["plan.json"], _codes(pack["units.json"].value))
    yield from _activities(pack["activities.json"], _codes(pack["units.json"].value))


def index_faults(units: Document, indexes: Mapping[str, Document]) -> Iterator[Fault]:
    """Yield owners of criteria that are no unit of the pack, and versions of an index given twice."""
    known = _codes(units.value)
    seen: dict[tuple[str, str], str] = {}
    for name, document in indexes.items():
        yield from _unknown(document, _owners(document.value), known, "đơn vị")
        version = (document.value["code"], document.value["version"])
        if version in seen:
            yield document.fault(("version",), f"Phiên bản này đã có trong {seen[version]}.")
        seen[version] = name


def _owners(index: Mapping[str, Any]) -> Named:
    for g, group in enumerate(index["groups"]):
        for c, criterion in enumerate(group["criteria"]):
            for n, leaf in enumerate(criterion["leaves"]):
                yield ("groups", g, "criteria", c, "leaves", n, "owner"), leaf.get("owner")


def _codes(rows: Iterable[Mapping[str, Any]], key: str = "code") -> list[str]:
    return [row[key] for row in rows]


LISTS = (
    ("settings.json", "key"),
    ("units.json", "code"),
    ("positions.json", "code"),
    ("officers.json", "username"),
    ("villages.json", "code"),
    ("fields.json", "code"),
    ("routes.json", "code"),
    ("procedures.json", "code"),
    ("life_events.json", "code"),
    ("search_words.json", "words"),
)
INNER_LISTS = (
    ("calendar.json", "days", "date"),
    ("divisions.json", "provinces", "code"),
    ("divisions.json", "communes", "code"),
    ("ethnic_groups.json", "groups", "code"),
    ("plan.json", "sections", "code"),
    ("plan.json", "targets", "code"),
    ("activities.json", "activities", "code"),
    ("activities.json", "budget_lines", "code"),
)


def _twice(pack: Pack) -> Iterator[Fault]:
    for file, key in LISTS:
        yield from _repeated(pack[file], (), pack[file].value, key)
    for file, name, key in INNER_LISTS:
        yield from _repeated(pack[file], (name,), pack[file].value[name], key)
    for index, row in enumerate(pack["procedures.json"].value):
        yield from _repeated(pack["procedures.json"], (index, "components"), row["components"], "code")


def _repeated(
    document: Document, place: Place, rows: Iterable[Mapping[str, Any]], key: str
) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for index, row in enumerate(rows):
        if row[key] in seen:
            before = document.line((*place, seen[row[key]], key))
            yield document.fault((*place, index, key), f"“{row[key]}” đã có ở dòng {before}.")
        seen.setdefault(row[key], index)


def _unknown(document: Document, named: Named, known: Iterable[str], what: str) -> Iterator[Fault]:
    allowed = set(known)
    for place, code in named:
        if code is not None and code not in allowed:
            yield document.fault(place, f"Không có {what} “{code}” trong gói.")


def _column(document: Document, name: str) -> Named:
    return (((index, name), row.get(name)) for index, row in enumerate(document.value))


def _unknown_codes(pack: Pack) -> Iterator[Fault]:
    units = _codes(pack["units.json"].value)
    for file, name in (
        ("units.json", "parent"),
        ("positions.json", "unit"),
        ("officers.json", "unit"),
        ("fields.json", "unit"),
    ):
        yield from _unknown(pack[file], _column(pack[file], name), units, "đơn vị")
    positions = _codes(pack["positions.json"].value)
    yield from _unknown(
        pack["officers.json"], _column(pack["officers.json"], "position"), positions, "vị trí"
    )
    routes = _codes(pack["routes.json"].value)
    for file in ("fields.json", "procedures.json"):
        yield from _unknown(pack[file], _column(pack[file], "route"), routes, "quy trình")
    steps = (
        ((index, "steps", number, "unit"), step["unit"])
        for index, row in enumerate(pack["routes.json"].value)
        for number, step in enumerate(row["steps"])
    )
    yield from _unknown(pack["routes.json"], steps, [*units, ANY_OFFICE], "đơn vị")
    divisions = pack["divisions.json"]
    provinces = _codes(divisions.value["provinces"])
    named = (
        (("communes", n, "province"), row["province"]) for n, row in enumerate(divisions.value["communes"])
    )
    yield from _unknown(divisions, named, provinces, "tỉnh")


def _catalogue(pack: Pack, forms: Mapping[str, Document]) -> Iterator[Fault]:
    procedures = pack["procedures.json"]
    fields = _codes(pack["fields.json"].value)
    yield from _unknown(procedures, _column(procedures, "field_group"), fields, "lĩnh vực")
    names = [name.removesuffix(".json") for name in forms]
    yield from _unknown(procedures, _column(procedures, "eform"), names, "biểu mẫu điện tử")
    yield from _papers(procedures, forms)
    shown = [row["code"] for row in procedures.value if not row["is_hidden"]]
    yield from _listed(pack["life_events.json"], "procedures", shown)
    yield from _listed(pack["search_words.json"], "codes", _codes(procedures.value))
    charged = (
        ((table, "rates", rate, "services", number), code)
        for table, row in enumerate(pack["fees.json"].value)
        for rate, inner in enumerate(row["rates"])
        for number, code in enumerate(inner["services"])
    )
    yield from _unknown(pack["fees.json"], charged, _codes(procedures.value), "thủ tục")
    if GENERIC_FORM not in forms:
        yield Fault(
            f"eforms/{GENERIC_FORM}", 1, "", "Thiếu biểu mẫu chung cho thủ tục chưa có biểu mẫu riêng."
        )


def _papers(procedures: Document, forms: Mapping[str, Document]) -> Iterator[Fault]:
    """Every paper a form asks for is a paper of each procedure that uses it."""
    for row in procedures.value:
        document = forms.get(f"{row['eform']}.json")
        if document is not None and f"{row['eform']}.json" != GENERIC_FORM:
            known = _codes(row["components"])
            yield from _unknown(document, _asked(document), known, f"giấy tờ của thủ tục {row['code']}")


def _asked(form: Document) -> Named:
    for s, section in enumerate(form.value["sections"]):
        for f, field in enumerate(section["fields"]):
            yield ("sections", s, "fields", f, "component"), field.get("component")


def _listed(document: Document, name: str, known: Iterable[str]) -> Iterator[Fault]:
    named = (
        ((index, name, number), code)
        for index, row in enumerate(document.value)
        for number, code in enumerate(row[name])
    )
    yield from _unknown(document, named, known, "thủ tục đang hiện")


def _calendar(document: Document) -> Iterator[Fault]:
    data = document.value
    start, end = date.fromisoformat(data["valid_from"]), date.fromisoformat(data["valid_to"])
    if end < start:
        yield document.fault(("valid_to",), "Ngày cuối đứng trước ngày đầu.")
    for index, row in enumerate(data["days"]):
        day = date.fromisoformat(row["date"])
        if not start <= day <= end:
            yield document.fault(("days", index, "date"), "Ngày nằm ngoài thời gian của lịch.")
        if row["kind"] == "work" and day.isoweekday() not in data["weekly_off"]:
            yield document.fault(("days", index, "kind"), "Ngày này vốn là ngày làm việc, không cần làm bù.")


def _plan(document: Document, units: Iterable[str]) -> Iterator[Fault]:
    targets = document.value["targets"]
    sections = _codes(document.value["sections"])
    for name, known, what in (("section", sections, "phần kế hoạch"), ("owner", units, "đơn vị")):
        named = ((("targets", index, name), row[name]) for index, row in enumerate(targets))
        yield from _unknown(document, named, known, what)


def _activities(document: Document, units: Iterable[str]) -> Iterator[Fault]:
    rows = list(enumerate(document.value["activities"]))
    leads = (
        (("activities", index, "leads", number, "unit"), lead["unit"])
        for index, row in rows
        for number, lead in enumerate(row["leads"])
    )
    coordinators = (
        (("activities", index, "coordinators", number), code)
        for index, row in rows
        for number, code in enumerate(row["coordinators"])
    )
    yield from _unknown(document, leads, units, "đơn vị")
    yield from _unknown(document, coordinators, units, "đơn vị")
