"""True procedures of the catalogue, taken into the invented commune to be worked on in stories."""

import json

from tests.cast import FOUNDED, PACK
from xaso.kernel.clock import local_date
from xaso.modules.procedures import services as procedures
from xaso.platform.journal.actors import SYSTEM

FOREIGN_MARRIAGE, ALLOWANCE = "2.000806", "1.001776"
_TRUE = PACK.parents[2] / "communes" / "lungphinh" / "procedures.json"
_WORKABLE = {
    "route": "day-du",
    "field_group": "ho_tich",
    "time": {"value": 10, "unit": "working_days", "note": None},
}
"""What a story needs and the catalogue leaves open: every step, an office the cast has, a time."""


def load_true(*codes: str) -> None:
    """Load procedures of the true catalogue by code, with ten working days over the longest route."""
    own = json.loads((PACK / "procedures.json").read_text(encoding="utf-8"))
    listed = json.loads(_TRUE.read_text(encoding="utf-8"))
    rows = [*own, *(row | _WORKABLE for row in listed if row["code"] in codes)]
    day = local_date(FOUNDED)
    procedures.load_procedures(rows, first_from=day, valid_from=day, by=SYSTEM, at=FOUNDED)
    procedures.index_catalogue(on=day)
