"""Every figure says what it counts and by what right; every setting the code asks for is in the packs."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.words import BASIS
from xaso.kernel.certainty import Certainty
from xaso.modules.indicators.scoring.reading import read_index
from xaso.modules.indicators.scoring.rules import Shares
from xaso.platform.measuring.figures import PERCENT
from xaso.platform.measuring.registry import Measure, registry

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "xaso"
PACKS = (ROOT / "communes" / "lungphinh", ROOT / "tests" / "packs" / "suoimay")
VIETNAMESE = re.compile(r"[ăâđêôơưạảãàáặẳẵằắậẩẫầấẹẻẽèéệểễềếịỉĩìíọỏõòóộổỗồốợởỡờớụủũùúựửữừứỵỷỹỳý]", re.I)
MEASURES = sorted(registry.all(), key=lambda one: one.code)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_a_measure_tells_its_basis_and_definition_in_vietnamese(measure: Measure) -> None:
    assert BASIS.search(measure.basis) or "Kế hoạch của xã mục" in measure.basis
    assert isinstance(measure.certainty, Certainty)
    for text in (measure.name, measure.definition, measure.part_name + measure.whole_name):
        assert VIETNAMESE.search(text), text
    assert measure.definition.endswith(".")
    assert len(measure.definition.split()) > 8


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_every_measure_a_plan_names_exists(pack: Path) -> None:
    plan = json.loads((pack / "plan.json").read_text(encoding="utf-8"))
    named = {row["measure"] for row in plan["targets"] if row.get("measure")}

    assert named
    assert named - {one.code for one in MEASURES} == set()


INDEXES = [path for pack in PACKS for path in sorted((pack / "indexes").glob("*.json"))]


@pytest.mark.parametrize("path", INDEXES, ids=lambda path: path.stem)
def test_every_measure_an_index_names_exists_and_is_a_share_where_shares_are_scored(path: Path) -> None:
    index = read_index(json.loads(path.read_text(encoding="utf-8")))
    units = {one.code: one.unit for one in MEASURES}
    named = [(leaf, code) for leaf in index.leaves for code in leaf.measures]

    assert named
    assert {code for _, code in named} - set(units) == set()
    assert {units[code] for leaf, code in named if isinstance(leaf.rule, Shares)} == {PERCENT}


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.name)
def test_every_setting_the_code_asks_for_is_in_the_pack(pack: Path) -> None:
    rows = json.loads((pack / "settings.json").read_text(encoding="utf-8"))

    asked = set(settings_asked())

    assert len(asked) > 10
    assert asked - {row["key"] for row in rows} == set()


def settings_asked() -> Iterator[str]:
    """The key of every `setting("…")` and `setting_row("…")` in the source."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                if name in {"setting", "setting_row"}:
                    yield str(node.args[0].value)
