"""The shape of the files about the commune itself (docs/pack-format.md)."""

from collections.abc import Iterator

from xaso.sites.setup.pack.reading import Fault
from xaso.sites.setup.pack.shapes import (
    CODE,
    Check,
    Spot,
    anything,
    day,
    each,
    flag,
    hour,
    many,
    maybe,
    one_of,
    record,
    text,
    whole,
)
from xaso.sites.setup.pack.values import GRADE, NOTE, ROLE

UNIT_KINDS = (
    "party", "council", "committee", "office", "centre", "police", "military", "health", "school", "front",
    "union",
)  # fmt: skip


def _setting_value(spot: Spot) -> Iterator[Fault]:
    """Settings the program counts with must be of their kind."""
    key, value = spot.value.get("key"), spot.value.get("value")
    checks: dict[str, Check] = {
        "dossiers.same_day_cutoff": hour,
        "dossiers.workday_windows": many(many(hour, 2), 1),
        "dossiers.hours_per_day": whole(1, 24),
        "files.max_mb": whole(1, 1000),
        "indicators.typed_every": one_of(("month", "quarter", "half", "nine_months", "year")),
        "indicators.typed_stale_days": whole(1, 3650),
        "indicators.public_fewest": whole(1, 1000),
        "indicators.public_hidden": many(text(40)),
    }
    if key in checks and value is not None:
        yield from checks[key](spot.at("value"))


COMMUNE = record(
    {
        "code": CODE,
        "name": text(100),
        "full_name": text(120),
        "committee_name": text(160),
        "province_code": CODE,
        "province_name": text(80),
        "identifier": maybe(text(40)),
        "established_on": day,
    },
    {"identifier_note": NOTE, "certainty": anything},
    closed=False,
)
SETTING = each(
    record(
        {
            "key": CODE,
            "value": anything,
            "label": text(200),
            "basis": text(300),
            "certainty": GRADE,
            "note": NOTE,
        }
    ),
    _setting_value,
)
UNIT = record(
    {
        "code": CODE,
        "name": text(160),
        "short_name": text(60),
        "kind": one_of(UNIT_KINDS),
        "parent": maybe(CODE),
    },
    {"order": whole(), "source": maybe(text(300)), "note": NOTE},
)
POSITION = record(
    {"code": CODE, "name": text(160), "unit": CODE},
    {"is_head": flag, "order": whole(), "certainty": GRADE, "note": NOTE},
)
OFFICER = record(
    {
        "username": text(60, r"[a-z0-9][a-z0-9._-]*", "Tên đăng nhập viết thường, không dấu."),
        "full_name": text(120),
        "unit": CODE,
        "position": CODE,
        "roles": many(ROLE, 1),
        "is_demo": flag,
    },
    {"note": NOTE},
)
VILLAGE = record({"code": CODE, "name": text(120), "is_provisional": flag, "note": maybe(text(300))})
CALENDAR = record(
    {
        "code": CODE,
        "name": text(160),
        "valid_from": day,
        "valid_to": day,
        "weekly_off": many(whole(1, 7)),
        "days": many(
            record(
                {
                    "date": day,
                    "kind": one_of(["off", "work"]),
                    "name": text(160),
                    "basis": maybe(text(300)),
                    "status": one_of(["confirmed", "date_computed", "to_confirm", "estimated"]),
                    "note": maybe(text(300)),
                }
            )
        ),
    },
    {"note": NOTE, "status_values": anything, "sources": many(text())},
)
DIVISIONS = record(
    {
        "provinces": many(record({"code": CODE, "name": text(100), "full_name": text(120)}), 1),
        "communes": many(
            record({"code": CODE, "name": text(100), "full_name": text(120), "province": CODE}), 1
        ),
    },
    closed=False,
)
ETHNIC_GROUPS = record(
    {
        "groups": many(
            record({"code": text(2, r"\d\d", "Hai chữ số."), "name": text(60), "other_names": many(text(60))})
        )
    },
    closed=False,
)
