"""Every word of the trade in the code stands in docs/glossary.md, with its Vietnamese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from xaso.modules.dossiers.lifecycle import WORDS, State
from xaso.modules.org.access import Role

GLOSSARY = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
MODELS = sorted(
    model.__name__ for name in settings.MODULES for model in apps.get_app_config(name).get_models()
)


def row_of(code: str) -> str:
    """The line of the table that tells the code word; empty when none does."""
    return next((line for line in GLOSSARY.splitlines() if line.startswith("|") and f"`{code}`" in line), "")


@pytest.mark.parametrize("name", MODELS)
def test_every_model_of_a_module_is_told(name: str) -> None:
    assert row_of(name)


@pytest.mark.parametrize("role", Role)
def test_every_role_is_told_as_people_read_it(role: Role) -> None:
    assert role.label in row_of(f"Role.{role.name}")


@pytest.mark.parametrize("state", State)
def test_every_state_is_told_with_its_national_number(state: State) -> None:
    words = WORDS[state]

    row = row_of(f"State.{state.name}")

    assert words.words in row
    assert re.search(rf"\b{words.national_code}\b", row)


def test_no_word_is_told_twice() -> None:
    rows = [line.split("|") for line in GLOSSARY.splitlines() if line.startswith("| ")]

    told = [(code, row[3].strip()) for row in rows for code in re.findall(r"`([^`]+)`", row[2])]

    assert len(told) == len(set(told))
