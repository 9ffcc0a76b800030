"""A fee table being written, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tests.cast import NOW
from xaso.kernel.clock import local_date
from xaso.modules.org.models import Officer
from xaso.modules.payments.models import FeeDraft, FeeTable
from xaso.modules.payments.services import fee_drafting
from xaso.modules.payments.services.fee_drafting import HeadFacts, TariffItem, TariffRelief
from xaso.modules.payments.services.fee_publishing import publish_table

TABLE = "sao-luc"
"""The one fee table of the test pack; NOW is 2 March 2026."""
FIRST_DAY = date(2026, 4, 1)
RELIEF = TariffRelief("disabled", 100, "Nghị quyết 12/2026/NQ-HĐND Đ.3")
ITEM = TariffItem("", "Lệ phí đăng ký lại", "le_phi", "trường hợp", 25_000, services=("9.000001",))
HEAD = HeadFacts(
    name="Phí sao lục", document="Nghị quyết 12/2026/NQ-HĐND", document_on=date(2026, 2, 20),
    issuer="Hội đồng nhân dân tỉnh", valid_from=FIRST_DAY, valid_to=None, certainty="A", note="",
)  # fmt: skip
KNOWN = frozenset({"9.000001", "9.000002", "9.000006"})


def revised(by: Officer, at: datetime = NOW) -> FeeDraft:
    """A draft that copies the version in force."""
    return fee_drafting.revise_table(code=TABLE, by=by, at=at, today=local_date(at))


def headed(draft: FeeDraft, by: Officer, at: datetime = NOW, **other: Any) -> FeeDraft:
    """The draft with its document and days."""
    return fee_drafting.write_head(
        draft=draft, facts=replace(HEAD, **other), by=by, at=at, seen=draft.revision
    )


def dearer(draft: FeeDraft, by: Officer, amount: int = 9_000, at: datetime = NOW) -> FeeDraft:
    """The draft with another sum at its first item."""
    item = replace(TariffItem.of(draft.items[0]), amount=amount)
    return fee_drafting.put_item(draft=draft, place=0, item=item, by=by, at=at, seen=draft.revision)


def published(draft: FeeDraft, by: Officer, at: datetime = NOW) -> FeeTable:
    """The draft made the version from its first day."""
    return publish_table(draft=draft, known=KNOWN, by=by, at=at, seen=draft.revision)


def next_version(by: Officer, amount: int = 9_000, at: datetime = NOW, **other: Any) -> FeeTable:
    """A copy for another day's sums ready and published."""
    return published(dearer(headed(revised(by, at), by, at, **other), by, amount, at), by, at)
