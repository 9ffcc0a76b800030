"""What must hold of every measure, and of the table that says where each target's figure comes from."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import Q

from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import Records, Share
from xaso.platform.measuring.registry import Measure, registry

ROOT = Path(settings.BASE_DIR)
TABLE = ROOT / "docs" / "targets.md"
PACK = ROOT / "communes" / "lungphinh" / "plan.json"
ROW = re.compile(r"^\| `([^`]+)` \| ([ABCD]) \| (?:`([a-z0-9_.]+)`|–) \|", re.M)
PERSONAL = re.compile(r"name|phone|address|email|id_number|folded|answers|comment|applicant__|submitter__")


YEAR = Period.year(2026)


def paths(condition: Q) -> list[str]:
    """The field paths of a condition, those of the conditions inside it too."""
    found = []
    for child in condition.children:
        found += paths(child) if isinstance(child, Q) else [child[0]] if isinstance(child, tuple) else []
    return found


def counts_twice(records: Records, path: str) -> bool:
    """Whether a path of these records leads over many of one record."""
    if path.split("__", maxsplit=1)[0] in records.query.annotations:
        return False
    opts = records.model._meta
    steps, *_ = records.query.names_to_path(path.split("__"), opts, fail_on_missing=False)
    return any(step.m2m for step in steps)


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


@pytest.mark.django_db
@pytest.mark.parametrize("measure", registry.all(), ids=lambda one: one.code)
def test_a_condition_counts_no_record_twice(measure: Measure) -> None:
    answer = measure.function(YEAR)

    tallies = (answer.satisfying, answer.counting) if isinstance(answer, Share) else ()
    assert [path for one in tallies for path in paths(one.condition) if counts_twice(one.base, path)] == []


def test_every_target_is_bound_to_a_measure_that_exists_or_to_none() -> None:
    known = {one.code for one in registry.all()}

    assert len(targets()) == 67
    assert {
        one["code"]: one["measure"] for one in targets() if one["measure"] and one["measure"] not in known
    } == {}


def test_the_table_of_targets_says_what_the_pack_says() -> None:
    written = {code: (kind, measure or None) for code, kind, measure in ROW.findall(TABLE.read_text("utf-8"))}

    assert written == {one["code"]: (one["class"], one["measure"]) for one in targets()}
