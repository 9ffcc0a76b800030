"""The shape of queues.json: queues, and which counter takes from which (docs/pack-format.md)."""

from collections.abc import Iterator

from xaso.sites.setup.pack.reading import Fault
from xaso.sites.setup.pack.shapes import CODE, Spot, each, many, record, text, whole
from xaso.sites.setup.pack.values import NOTE


def _known_queues(spot: Spot) -> Iterator[Fault]:
    """A counter takes only from queues of the file; no code and no letter stands twice."""
    queues, counters = spot.value.get("queues"), spot.value.get("counters")
    if not isinstance(queues, list) or not isinstance(counters, list):
        return
    for name in ("code", "letter"):
        yield from _twice(spot.at("queues"), name)
    yield from _twice(spot.at("counters"), "code")
    known = {row.get("code") for row in queues if isinstance(row, dict)}
    for index, row in enumerate(counters):
        named = row.get("queues") if isinstance(row, dict) else None
        for number, code in enumerate(named if isinstance(named, list) else []):
            if code not in known:
                place = spot.at("counters").at(index).at("queues").at(number)
                yield place.fault(f"Không có hàng chờ “{code}” trong tệp này.")


def _twice(spot: Spot, name: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, row in enumerate(spot.value):
        value = row.get(name) if isinstance(row, dict) else None
        if isinstance(value, str) and value in seen:
            yield spot.at(index).fault(f"“{value}” đã có ở trên.")
        elif isinstance(value, str):
            seen.add(value)


QUEUES = each(
    record(
        {
            "queues": many(
                record(
                    {
                        "code": CODE,
                        "letter": text(1, r"[A-Z]", "Một chữ cái in hoa không dấu."),
                        "name": text(80),
                        "slot_minutes": whole(5, 240),
                        "places_per_slot": whole(0, 50),
                    },
                    {"blurb": text(200)},
                )
            ),
            "counters": many(record({"code": CODE, "name": text(60), "queues": many(CODE, 1)})),
        },
        {"note": NOTE},
    ),
    _known_queues,
)
