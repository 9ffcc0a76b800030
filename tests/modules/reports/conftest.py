"""A closed quarter, and whoever has to do with reports of it."""

import pytest

from tests.cast import Cast
from tests.factories import reports as make
from tests.factories.officers import make_officer
from xaso.modules.org.models import Officer


@pytest.fixture
def focal(cast: Cast) -> Officer:
    """The head of the office, who keeps the plan: the quarter is closed by him."""
    make.closed_quarter(cast.head_of_office)
    return cast.head_of_office


@pytest.fixture
def outsider(db: None) -> Officer:
    """Someone of an office that has no part in any report."""
    return make_officer("specialist", unit="cong-an", full_name="Lý Văn Ngoài")
