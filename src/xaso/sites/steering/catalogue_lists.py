"""Lists of what the catalogue's measures count: procedures, their versions, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from xaso.kernel.paging import Page, window
from xaso.kernel.wording import day_words
from xaso.modules.procedures.queries.published import parts_lacking

from .listed import Asked, Cell, Listing, Row

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import CatalogueDecision, Procedure, ProcedureVersion

ONLINE_WORDS = {True: "Có", False: "Không", None: "Chưa rõ"}


# Procedures, with the name they had at the period's end.


def _procedures_page(asked: Asked, number: int) -> Page[Row]:
    rows = asked.found.records.order_by("field__name", "code")
    on = asked.found.period.end
    fetched = [_procedure(row, on) for row in _with_versions(rows)[window(number)]]
    return Page.cut(fetched, number, total=rows.count())


def _procedures_rows(asked: Asked) -> Iterator[Row]:
    rows = _with_versions(asked.found.records.order_by("field__name", "code"))
    return (_procedure(row, asked.found.period.end) for row in rows)


def _with_versions(rows: Any) -> Any:
    return rows.select_related("field__unit").prefetch_related("versions")


def _procedure(row: Procedure, on: date) -> Row:
    versions = sorted(
        (one for one in row.versions.all() if one.valid_from <= on), key=lambda one: one.valid_from
    )
    return (
        Cell(row.code, reverse("procedures:detail", args=[row.code])),
        Cell(versions[-1].name if versions else ""),
        Cell(row.field.name),
        Cell(row.field.unit.short_name),
        Cell("Có" if row.via_one_stop else f"Không. {row.via_one_stop_note}".strip()),
    )


# Versions of procedures: what the catalogue says of them, and what it does not.


def _versions_page(asked: Asked, number: int) -> Page[Row]:
    rows = _catalogue(asked)
    return Page.cut([_version(row) for row in rows[window(number)]], number, total=rows.count())


def _versions_rows(asked: Asked) -> Iterator[Row]:
    return (_version(row) for row in _catalogue(asked))


def _catalogue(asked: Asked) -> Any:
    rows = asked.found.records.select_related("procedure__field__unit").prefetch_related("components")
    return rows.order_by("procedure__field__name", "procedure__code")


def _version(row: ProcedureVersion) -> Row:
    lacking = parts_lacking(row, has_papers=bool(row.components.all()))
    return (
        Cell(row.procedure.code, reverse("procedures:detail", args=[row.procedure.code])),
        Cell(row.name),
        Cell(row.procedure.field.name),
        Cell(row.procedure.field.unit.short_name),
        Cell(ONLINE_WORDS[row.online_submission]),
        Cell(", ".join(lacking) or "Đủ"),
    )


# Decisions that announce procedures.


def _decisions_page(asked: Asked, number: int) -> Page[Row]:
    rows = asked.found.records.order_by("-decided_on", "-pk")
    return Page.cut([_decision(row) for row in rows[window(number)]], number, total=rows.count())


def _decisions_rows(asked: Asked) -> Iterator[Row]:
    return (_decision(row) for row in asked.found.records.order_by("-decided_on", "-pk"))


def _decision(row: CatalogueDecision) -> Row:
    return (
        Cell(row.number),
        Cell(day_words(row.decided_on)),
        Cell(row.issuer),
        Cell(row.law or "chưa ghi"),
        Cell(day_words(row.due_on) if row.due_on else "chưa rõ"),
        Cell(day_words(row.controlled_on) if row.controlled_on else "chưa ghi"),
    )


def _nothing(officer: Officer) -> str:
    return ""


CATALOGUE = {
    "procedures.versions": Listing(
        "thủ tục",
        ("Mã", "Thủ tục", "Lĩnh vực", "Đơn vị phụ trách", "Trực tuyến", "Phần còn thiếu"),
        _versions_page,
        _versions_rows,
        _nothing,
    ),
    "procedures": Listing(
        "thủ tục",
        ("Mã", "Thủ tục", "Lĩnh vực", "Đơn vị phụ trách", "Qua một cửa"),
        _procedures_page,
        _procedures_rows,
        _nothing,
    ),
    "procedures.decisions": Listing(
        "quyết định",
        ("Số", "Ngày ký", "Cơ quan", "Văn bản căn cứ", "Hạn ký", "Kiểm soát dự thảo"),
        _decisions_page,
        _decisions_rows,
        _nothing,
    ),
}
