"""Errands start with nothing done."""

import pytest

from tests.platform.jobs import errands


@pytest.fixture(autouse=True)
def _fresh_errands() -> None:
    errands.done.clear()
    errands.failures.clear()
