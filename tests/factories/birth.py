"""The true birth registration with its true form, taken into the invented commune."""

import json

from tests.cast import FOUNDED, PACK
from xaso.kernel.clock import local_date
from xaso.modules.procedures import services as procedures
from xaso.platform.journal.actors import SYSTEM

BIRTH = "1.001193"
WORKING_DAYS = 5
_TRUE = PACK.parents[2] / "communes" / "lungphinh"


def load_birth() -> str:
    """Load it with five working days over the longest route; return its code.

    The true one is resolved the same day at one table. A story needs every step and a deadline that can move.
    """
    form = json.loads((_TRUE / "eforms" / "birth.json").read_text(encoding="utf-8"))
    listed = json.loads((_TRUE / "procedures.json").read_text(encoding="utf-8"))
    own = json.loads((PACK / "procedures.json").read_text(encoding="utf-8"))
    time = {"value": WORKING_DAYS, "unit": "working_days", "note": None}
    longest = {"route": "day-du", "time": time}
    rows = [*own, *(row | longest for row in listed if row["code"] == BIRTH)]
    day = local_date(FOUNDED)
    procedures.load_forms([form], by=SYSTEM, at=FOUNDED)
    procedures.load_procedures(rows, first_from=day, valid_from=day, by=SYSTEM, at=FOUNDED)
    procedures.index_catalogue(on=day)
    return BIRTH
