"""The journeys of docs/journeys lead through files that exist, to names in them, in numbered steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "xaso"
JOURNEYS = sorted((ROOT / "docs" / "journeys").glob("*.md"))
STEP = re.compile(r"^## (\d+)\. \S", re.M)
STOP = re.compile(r"^- `([^`]+)`((?:,? `\w+`)+): \S")


@dataclass(frozen=True)
class Stop:
    """A file to read, and the names to look for in it."""

    path: str
    names: tuple[str, ...]

    def wrong(self) -> Iterator[str]:
        """What is not there."""
        file = SOURCE / self.path
        if not file.is_file():
            yield f"{self.path} is not there"
            return
        text = file.read_text(encoding="utf-8")
        for name in self.names:
            if not re.search(rf"^(?:(?:def|class) {name}\b|{name}\b.* = )", text, re.M):
                yield f"{self.path} has no {name}"


def stops(text: str) -> list[Stop]:
    """Every line of the journey that names a file; one that does not read as it should is an error."""
    found = []
    for line in text.splitlines():
        if line.startswith("- "):
            match = STOP.match(line)
            assert match, f"does not name a file and what to look for: {line}"
            found.append(Stop(match[1], tuple(re.findall(r"`(\w+)`", match[2]))))
    return found


def test_there_is_a_journey() -> None:
    assert JOURNEYS


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda path: path.stem)
def test_a_journey_leads_through_what_is_there(journey: Path) -> None:
    found = stops(journey.read_text(encoding="utf-8"))

    assert len(found) > 10
    assert [one for stop in found for one in stop.wrong()] == []


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda path: path.stem)
def test_its_steps_are_numbered_in_order_and_none_is_empty(journey: Path) -> None:
    parts = STEP.split(journey.read_text(encoding="utf-8"))

    numbers = [int(number) for number in parts[1::2]]

    assert numbers == list(range(1, len(numbers) + 1))
    assert all(stops(part) for part in parts[2::2])


def test_a_file_or_a_name_that_is_gone_is_seen() -> None:
    lost = Stop("modules/dossiers/gone.py", ("file",))
    renamed = Stop("modules/dossiers/services/filing.py", ("file_draft", "no_such_verb"))

    assert list(lost.wrong()) == ["modules/dossiers/gone.py is not there"]
    assert list(renamed.wrong()) == ["modules/dossiers/services/filing.py has no no_such_verb"]
