"""Fee tables: a version by each first day, never changed once somebody was billed by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction

from xaso.kernel.codes import digest
from xaso.kernel.errors import Conflict
from xaso.modules.org.services import Loaded
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from ..events import FeesSet
from ..models import BillLine, FeeExemption, FeeRate, FeeTable

Row = Mapping[str, Any]


class TableInUse(Conflict):
    """Somebody was billed by this version, so it stays as it is."""

    code = "table_in_use"


@transaction.atomic
def load_fees(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the fee tables that are new or differ; loading the same again writes nothing.

    A version with a later first day ends the one before it the day before. Raises `TableInUse` when a version
    somebody was billed by would change: give the changed rates a new first day. Basis: Luật 97/2015 Đ.14.
    """
    loaded = Loaded()
    for row in rows:
        loaded += set_table(row, by=by, at=at)
    return loaded


@transaction.atomic
def set_table(row: Row, *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write one version of a fee table; one published at the commune for that day stays. See `load_fees`."""
    start = date.fromisoformat(row["valid_from"])
    known = FeeTable.objects.filter(code=row["code"], valid_from=start).first()
    if known is not None and known.digest == digest(row):
        return Loaded()
    if known is not None and known.published_at is not None:
        return Loaded()
    table = write_version(row)
    told = FeesSet(table=table.code, valid_from=start.isoformat())
    record(told, by=by, at=at, subject=f"fees:{table.code}")
    key = f"{table.code}@{start.isoformat()}"
    return Loaded([], [key]) if known is not None else Loaded([key], [])


@transaction.atomic
def write_version(row: Row) -> FeeTable:
    """Write one version and end the one before it; tells nobody. Raises `TableInUse`."""
    start = date.fromisoformat(row["valid_from"])
    known = (
        FeeTable.objects.select_for_update(of=("self",)).filter(code=row["code"], valid_from=start).first()
    )
    if known is not None and BillLine.objects.filter(rate__table=known).exists():
        raise TableInUse(
            f"Biểu thu “{known.name}” đã dùng để tính tiền nên không sửa được. "
            "Ghi bản mới với ngày áp dụng mới."
        )
    table = known or FeeTable(code=row["code"], valid_from=start)
    _write(table, row, digest(row))
    _chain(row["code"])
    return FeeTable.objects.get(pk=table.pk)


def _write(table: FeeTable, row: Row, mark: str) -> None:
    table.name, table.basis, table.certainty = row["name"], row["basis"], row["certainty"]
    table.note, table.digest = row.get("note") or "", mark
    table.valid_to = date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None
    table.save()
    FeeExemption.objects.filter(rate__table=table).delete()
    table.rates.all().delete()
    for order, item in enumerate(row["rates"], start=1):
        _write_rate(table, order, item)


def _write_rate(table: FeeTable, order: int, item: Row) -> None:
    rate = FeeRate.objects.create(
        table=table,
        order=order,
        code=item["code"],
        name=item["name"],
        kind=item["kind"],
        unit=item["unit"],
        amount=item["amount"],
        tiers=item.get("tiers") or [],
        ceiling=item.get("ceiling"),
        services=item.get("services") or [],
        channel=item.get("channel") or "",
        moment=item["moment"],
        basis=item.get("basis") or "",
        certainty=item.get("certainty") or table.certainty,
        note=item.get("note") or "",
    )
    FeeExemption.objects.bulk_create(
        FeeExemption(
            rate=rate,
            group=relief["group"],
            percent=relief["percent"],
            basis=relief["basis"],
            valid_from=_day(relief.get("valid_from")),
            valid_to=_day(relief.get("valid_to")),
            certainty=relief.get("certainty") or rate.certainty,
        )
        for relief in item.get("exemptions") or []
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _chain(code: str) -> None:
    """End each version the day before the next begins."""
    versions = list(FeeTable.objects.filter(code=code).order_by("valid_from"))
    for version, following in pairwise(versions):
        end = following.valid_from - timedelta(days=1)
        if version.valid_to is None or version.valid_to > end:
            version.valid_to = end
            version.save(update_fields=["valid_to"])
