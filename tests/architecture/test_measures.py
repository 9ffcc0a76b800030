"""What must hold of every measure, and of the table that says where each target's figure comes from."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from xaso.platform.measuring.registry import Measure, registry

ROOT = Path(settings.BASE_DIR)
TABLE = ROOT / "docs" / "targets.md"
PACK = ROOT / "communes" / "lungphinh" / "plan.json"
ROW = re.compile(r"^\| `([^`]+)` \| ([ABCD]) \| (?:`([a-z0-9_.]+)`|–) \|", re.M)
PERSONAL = re.compile(r"name|phone|address|email|id_number|folded|answers|comment|applicant__|submitter__")


def targets() -> list[dict[str, str | None]]:
    """The targets of the commune's plan."""
    found: list[dict[str, str | None]] = json.loads(PACK.read_text(encoding="utf-8"))["targets"]
    return found


@pytest.mark.parametrize("measure", registry.all(), ids=lambda one: one.code)
def test_a_measure_keeps_facts_none_of_them_personal(measure: Measure) -> None:
    assert measure.facts
    assert not [fact for fact in measure.facts if PERSONAL.search(fact)]


@pytest.mark.parametrize("measure", registry.all(), ids=lambda one: one.code)
def test_a_measure_says_what_it_counts_on_which_basis(measure: Measure) -> None:
    assert measure.basis
    assert measure.part_name
    assert measure.whole_name
    assert measure.definition != measure.function.__doc__


def test_every_target_is_bound_to_a_measure_that_exists_or_to_none() -> None:
    known = {one.code for one in registry.all()}

    assert len(targets()) == 67
    assert {
        one["code"]: one["measure"] for one in targets() if one["measure"] and one["measure"] not in known
    } == {}


def test_the_table_of_targets_says_what_the_pack_says() -> None:
    written = {code: (kind, measure or None) for code, kind, measure in ROW.findall(TABLE.read_text("utf-8"))}

    assert written == {one["code"]: (one["class"], one["measure"]) for one in targets()}
