"""The shape and words checks of tools/ hold, and each is shown to see a planted breach."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import shape, words

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("script", ["shape.py", "words.py"])
def test_the_check_passes_on_the_house(script: str) -> None:
    result = subprocess.run(
        [sys.executable, f"tools/{script}"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    module = tmp_path / "src" / "xaso" / "modules" / "org"
    module.mkdir(parents=True)
    for name in ("tests", "tools", "bench"):
        (tmp_path / name).mkdir()
    (module / "__init__.py").write_text('"""Org."""\n', encoding="utf-8")
    for check in (shape, words):
        monkeypatch.setattr(check, "ROOT", tmp_path)
        monkeypatch.setattr(check, "SOURCE", tmp_path / "src" / "xaso")
    return module


def test_a_helpers_file_is_refused(planted: Path) -> None:
    (planted / "helpers.py").write_text("", encoding="utf-8")

    assert any("helpers" in breach for breach in shape.bad_names())


def test_a_file_over_the_limit_is_refused(planted: Path) -> None:
    (planted / "models.py").write_text("x = 1\n" * 401, encoding="utf-8")

    assert any("401 lines" in breach for breach in shape.long_files())


def test_a_long_function_and_an_inner_import_are_refused(planted: Path) -> None:
    body = "def work():\n    import os\n" + "    x = 1\n" * 40
    (planted / "queries.py").write_text(body, encoding="utf-8")

    breaches = list(shape.long_functions())

    assert any("42 lines" in breach for breach in breaches)
    assert any("imports inside" in breach for breach in breaches)


def test_a_card_that_says_too_little_is_refused(planted: Path) -> None:
    assert any("Purpose" in breach for breach in shape.missing_cards())


def test_a_default_ordering_is_refused(planted: Path) -> None:
    (planted / "models.py").write_text(
        "class A:\n    class Meta:\n        ordering = ['x']\n", encoding="utf-8"
    )

    assert any("default ordering" in breach for breach in shape.default_orderings())


def test_a_browser_test_that_does_not_wait_is_refused(planted: Path) -> None:
    steps = 'def test_x(page):\n    page.locator("a").click()\n    assert page.locator("b").is_visible()\n'
    (planted.parents[3] / "tests" / "e2e").mkdir()
    (planted.parents[3] / "tests" / "e2e" / "test_x.py").write_text(steps, encoding="utf-8")

    assert [breach.split(":")[1] for breach in shape.impatient_clicks()] == ["2", "3"]


def test_a_rule_without_a_basis_is_refused(planted: Path) -> None:
    (planted / "rules.py").write_text('def due():\n    """Count."""\n', encoding="utf-8")

    assert any("names no basis" in breach for breach in words.undocumented())


def test_a_public_service_without_a_docstring_is_refused(planted: Path) -> None:
    (planted / "services").mkdir()
    (planted / "services" / "x.py").write_text("def act():\n    pass\n", encoding="utf-8")

    assert any("no docstring" in breach for breach in words.undocumented())
