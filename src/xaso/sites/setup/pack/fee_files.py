"""The shape of fees.json: tables of fees and charges by validity (docs/pack-format.md)."""

from collections.abc import Iterator

from xaso.modules.payments.queries.words import group_codes, kind_codes, moment_codes
from xaso.sites.setup.pack.reading import Fault
from xaso.sites.setup.pack.shapes import (
    CODE,
    Spot,
    anything,
    day,
    each,
    many,
    maybe,
    one_of,
    record,
    text,
    whole,
)
from xaso.sites.setup.pack.values import GRADE, NOTE

CHANNELS = ("online", "direct")


def _tiers(spot: Spot) -> Iterator[Fault]:
    """Tiers are pairs of a unit above the first and an amount, ascending."""
    tiers = spot.value.get("tiers")
    if not isinstance(tiers, list):
        return
    sound = all(
        isinstance(tier, list) and len(tier) == 2 and all(isinstance(part, int) for part in tier)
        for tier in tiers
    )
    starts = [tier[0] for tier in tiers] if sound else []
    if not sound or any(start < 2 for start in starts) or sorted(set(starts)) != starts:
        yield spot.at("tiers").fault("Mỗi bậc là [từ đơn vị thứ mấy (từ 2), số đồng], thứ tự tăng dần.")


def _codes_once(spot: Spot) -> Iterator[Fault]:
    """A rate's code stands once in its table."""
    codes = [row.get("code") for row in spot.value.get("rates") or [] if isinstance(row, dict)]
    if len(set(codes)) < len(codes):
        yield spot.at("rates").fault("Một mã mức thu ghi hai lần.")


EXEMPTION = record(
    {
        "group": one_of(group_codes()),
        "percent": whole(1, 100),
        "basis": text(400),
        "certainty": GRADE,
    },
    {"valid_from": maybe(day), "valid_to": maybe(day)},
)
RATE = each(
    record(
        {
            "code": text(60, r"[a-z0-9-]+", "Mã mức thu chỉ gồm chữ thường không dấu, số, gạch nối."),
            "name": text(300),
            "kind": one_of(kind_codes()),
            "unit": text(40),
            "amount": whole(),
            "services": many(CODE),
            "moment": one_of(moment_codes()),
            "certainty": GRADE,
        },
        {
            "tiers": many(anything),
            "ceiling": maybe(whole(1)),
            "channel": maybe(one_of(CHANNELS)),
            "basis": maybe(text(400)),
            "exemptions": many(EXEMPTION),
            "note": NOTE,
        },
    ),
    _tiers,
)
TABLE = each(
    record(
        {
            "code": CODE,
            "name": text(200),
            "basis": text(400),
            "valid_from": day,
            "certainty": GRADE,
            "rates": many(RATE, 1),
        },
        {"valid_to": maybe(day), "note": NOTE},
    ),
    _codes_once,
)
