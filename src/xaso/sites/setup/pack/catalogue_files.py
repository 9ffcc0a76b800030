"""The shape of the files of the catalogue and of the plan (docs/pack-format.md)."""

from collections.abc import Iterator

from xaso.sites.setup.pack.reading import Fault
from xaso.sites.setup.pack.shapes import (
    CODE,
    Spot,
    each,
    flag,
    many,
    maybe,
    number,
    one_of,
    record,
    text,
    whole,
)
from xaso.sites.setup.pack.values import GRADE, NOTE, ROLE

STEP_KINDS = ("receive", "assign", "handle", "check", "approve", "issue", "return")
OUTPUT_KINDS = {
    "result": ("handle", "check", "approve", "issue"),
    "verification": ("handle", "check"),
    "opinion": ("handle", "check"),
    "paper": ("handle", "check", "approve", "issue"),
}
"""What a step may be made to wait for, and at which kinds of step its holder can see to it."""
TIME_UNITS = ("working_days", "days", "hours", "months", "minutes", "same_day")
MOST_PAPERS = 100


def _sure_time(spot: Spot) -> Iterator[Fault]:
    """A time needs a value that fits its unit."""
    value, unit = spot.value.get("value"), spot.value.get("unit")
    if isinstance(value, int) and (value == 0) != (unit == "same_day"):
        yield spot.at("value").fault("Số 0 chỉ đi với same_day; đơn vị khác cần từ 1 trở lên.")


def _procedure_reasons(spot: Spot) -> Iterator[Fault]:
    """What departs from the rule says why."""
    row = spot.value
    if row.get("is_hidden") and not row.get("hidden_reason"):
        yield spot.at("is_hidden").fault("Thủ tục ẩn phải có hidden_reason.")
    if row.get("via_one_stop") is False and not row.get("via_one_stop_note"):
        yield spot.at("via_one_stop").fault("Thủ tục ngoài một cửa phải có via_one_stop_note.")
    if "time" in row and row["time"] is None and not row.get("time_note"):
        yield spot.at("time").fault("Không có thời hạn thì phải có time_note nói vì sao.")


def _shares(spot: Spot) -> Iterator[Fault]:
    """Shares of a route make up the whole legal time."""
    steps = spot.value.get("steps")
    shares = [step.get("share") or 0 for step in steps] if isinstance(steps, list) else []
    if all(isinstance(share, int | float) for share in shares) and abs(sum(shares) - 1) > 0.005:
        yield spot.at("steps").fault(f"Tổng phần thời hạn là {sum(shares):.4f}, phải là 1.")


def _output(spot: Spot) -> Iterator[Fault]:
    """What a step waits for has a name, and its holder can attach it."""
    kind = spot.value.get("output_kind") if isinstance(spot.value, dict) else None
    if kind not in OUTPUT_KINDS:
        return
    if not spot.value.get("output"):
        yield spot.at("output_kind").fault("Có output_kind thì phải có output: tên của thứ phải có.")
    if spot.value.get("kind") not in OUTPUT_KINDS[kind]:
        yield spot.at("output_kind").fault("Người giữ loại bước này không đính được. Đặt ở bước thụ lý.")


FIELD = record(
    {
        "code": CODE,
        "name": text(120),
        "unit": CODE,
        "sector": maybe(one_of(["land", "building", "investment"])),
        "route": CODE,
        "certainty": GRADE,
    },
    {"sector_note": NOTE, "order": whole(), "note": NOTE},
)
STEP = each(
    record(
        {
            "code": CODE,
            "kind": one_of(STEP_KINDS),
            "name": text(120),
            "role": ROLE,
            "unit": CODE,
            "share": maybe(number(0, 1)),
            "may_return": flag,
        },
        {"note": NOTE, "output": maybe(text(300)), "output_kind": maybe(one_of(OUTPUT_KINDS))},
    ),
    _output,
)
ROUTE = each(
    record(
        {
            "code": CODE,
            "name": text(120),
            "certainty": GRADE,
            "steps": many(
                STEP,
                2,
            ),
        },
        {"basis": maybe(text(300)), "note": NOTE, "hours": maybe(number(1, 5000))},
    ),
    _shares,
)
PAPER = record(
    {
        "code": CODE,
        "name": text(2000),
        "originals": whole(0, MOST_PAPERS),
        "copies": whole(0, MOST_PAPERS),
        "required": flag,
        "case": maybe(text(2000)),
        "form_template": maybe(text(120)),
    }
)
PROCEDURE = each(
    record(
        {
            "code": text(20, r"[A-Za-z0-9][A-Za-z0-9.-]*", "Mã như 1.001193 hoặc XS-001."),
            "code_is_local": flag,
            "name": text(1000),
            "field_group": CODE,
            "authority": maybe(text(200)),
            "authority_level": maybe(text(40)),
            "subjects": maybe(text()),
            "time": maybe(
                each(record({"value": whole(0, 3000), "unit": one_of(TIME_UNITS), "note": NOTE}), _sure_time)
            ),
            "time_note": NOTE,
            "fee": record(
                {
                    "amount_vnd": maybe(whole()),
                    "note": NOTE,
                    "set_by_province": flag,
                    "zero_as_displayed": flag,
                }
            ),
            "service_level": maybe(one_of(["partial", "full"])),
            "online_submission": maybe(flag),
            "channels": many(one_of(["direct", "online", "post"])),
            "result": maybe(text()),
            "components": many(PAPER),
            "steps": many(text()),
            "steps_kind": maybe(text(40)),
            "legal_basis": many(text(300)),
            "confidence": one_of(["verified", "partial"]),
            "flags": many(CODE),
            "conflicts": many(text()),
            "is_hidden": flag,
            "filing_place": one_of(["here", "national", "counter"]),
            "via_one_stop": flag,
            "gives_paper_result": flag,
            "four_on_the_spot": flag,
            "four_on_the_spot_certainty": GRADE,
            "eform": maybe(CODE),
            "route": CODE,
        },
        {
            "field": maybe(text(200)),
            "hidden_reason": maybe(text(300)),
            "filing_note": maybe(text(300)),
            "via_one_stop_note": maybe(text(300)),
            "decision_number": maybe(text(80)),
            "source": maybe(text(300)),
            "source_url": maybe(text(300, r"https?://\S+", "Cần địa chỉ bắt đầu bằng http.")),
            "as_of": maybe(text(60)),
            "note": NOTE,
        },
    ),
    _procedure_reasons,
)
LIFE_EVENT = record(
    {"code": CODE, "name": text(80), "blurb": text(300), "order": whole(), "procedures": many(CODE, 1)}
)
SEARCH_WORDS = record({"words": text(120), "codes": many(CODE, 1), "weight": whole(1, 10)})
THRESHOLD = record(
    {
        "year": whole(2000, 2100),
        "comparator": one_of([">=", ">", "=", "<=", "<", "range"]),
        "value": number(-1e12, 1e12),
    },
    {"value_to": maybe(number(-1e12, 1e12))},
    closed=False,
)
BASELINE = record(
    {"value": number(-1e12, 1e12), "year": maybe(whole(1990, 2100)), "source": text(300)},
)
SCALE = record({"min": maybe(number(-1e12, 1e12)), "max": maybe(number(-1e12, 1e12))})
PLAN = record(
    {
        "code": CODE,
        "name": text(300),
        "period_from": whole(2000, 2100),
        "period_to": whole(2000, 2100),
        "sections": many(record({"code": CODE, "name": text(300), "order": whole()}), 1),
        "targets": many(
            record(
                {
                    "code": CODE,
                    "section": CODE,
                    "name": text(400),
                    "unit": one_of(["percent", "points", "count", "score", "rank", "money"]),
                    "class": one_of(["A", "B", "C", "D"]),
                    "owner": maybe(CODE),
                    "thresholds": many(THRESHOLD),
                    "measure": maybe(CODE),
                },
                {
                    "baseline": maybe(BASELINE),
                    "scale": maybe(SCALE),
                    "typed_as": one_of(["so_far", "period"]),
                },
                closed=False,
            )
        ),
    },
    closed=False,
)
