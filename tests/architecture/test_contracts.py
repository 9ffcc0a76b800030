"""Every import contract is shown to break on a planted breach, and to hold on the house as it is."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = [
    ("house", "kernel/text.py", "import xaso.platform.ui"),
    ("house", "platform/ui/formats.py", "import xaso.modules.org.queries"),
    ("house", "modules/org/queries.py", "import xaso.sites.portal.context"),
    ("modules", "modules/org/queries.py", "import xaso.modules.citizens.queries"),
    ("modules", "modules/plan/queries.py", "import xaso.modules.dossiers.events"),
    ("platform", "platform/ui/formats.py", "import xaso.platform.journal.queries"),
    ("platform", "platform/search/queries.py", "import xaso.platform.eforms.answers"),
    ("sites", "sites/portal/context.py", "import xaso.sites.setup.apps"),
    ("plain", "kernel/text.py", "import django"),
    ("plain", "modules/dossiers/rules.py", "import django.utils.timezone"),
    ("plain", "modules/indicators/scoring/tree.py", "import xaso.platform.measuring.figures"),
    ("face-org", "modules/citizens/queries.py", "import xaso.modules.org.models"),
    ("face-citizens", "modules/dossiers/measures.py", "import xaso.modules.citizens.models"),
    ("face-visits", "modules/surveys/queries.py", "import xaso.modules.visits.models"),
    ("face-payments", "modules/dossiers/measures.py", "import xaso.modules.payments.models"),
    ("face-procedures", "modules/dossiers/measures.py", "import xaso.modules.procedures.models"),
    ("face-dossiers", "modules/surveys/measures.py", "import xaso.modules.dossiers.models"),
    ("face-plan", "modules/indicators/models.py", "import xaso.modules.plan.models"),
    ("face-surveys", "modules/indicators/models.py", "import xaso.modules.surveys.models"),
    ("face-indicators", "sites/portal/context.py", "import xaso.modules.indicators.models"),
    ("face-reports", "sites/desk/queue.py", "import xaso.modules.reports.models"),
]


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Run import-linter on a copy of the house, for some contracts or all."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    return subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", *chosen],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the source to plant breaches in."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "static", "*.html")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_house_keeps_every_contract(house: Path) -> None:
    result = lint(house)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("contract", "place", "breach"), BREACHES)
def test_a_planted_breach_breaks_its_contract(house: Path, contract: str, place: str, breach: str) -> None:
    planted = house / "src" / "xaso" / place
    if not planted.exists() and planted.with_suffix("").is_dir():
        planted = planted.with_suffix("") / "__init__.py"
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{breach}\n", encoding="utf-8")

    result = lint(house, contract)

    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def test_no_contract_has_an_exception() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert "ignore_imports" not in text
    assert "exhaustive_ignores" not in text
