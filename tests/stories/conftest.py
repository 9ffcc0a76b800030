"""What stories stand on: the cast, the birth registration, messages that arrive, and a queue that is run."""

import pytest

from tests.cast import Cast
from tests.factories.birth import load_birth
from tests.stories.hands import Office, Person, Town
from xaso.platform.notices.providers.fake import Sent


@pytest.fixture
def town(cast: Cast, outbox: list[Sent]) -> Town:
    """The invented commune on a working day, with the birth registration in its catalogue."""
    load_birth()
    return Town(cast, outbox)


@pytest.fixture
def office(town: Town) -> Office:
    """The officers at their desks, each signed in when first asked to work."""
    return Office(town)


@pytest.fixture
def say(town: Town) -> Person:
    """Giàng Thị Say, signed in."""
    return Person.sign_in(town, town.cast.citizen.id_number or "")
