"""What every test stands on: the invented commune, loaded once, and its cast."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from hypothesis import HealthCheck
from pytest_django import DjangoDbBlocker

from tests import cast as the_cast
from tests.cast import Cast
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Commune, Officer
from xaso.modules.org.queries import clear_caches
from xaso.platform.journal import guard
from xaso.platform.notices.providers.fake import FakeProvider, Sent


def pytest_configure() -> None:
    """Serve static files as they lie in the source; let no example fail because the machine is busy."""
    hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis.settings.load_profile("house")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run on PostgreSQL only what touches the database: the rest is alike, and ran on SQLite."""
    if connection.vendor != "postgresql":
        return
    idle = [item for item in items if not _touches_the_database(item)]
    if idle:
        config.hook.pytest_deselected(items=idle)
        items[:] = [item for item in items if _touches_the_database(item)]


def _touches_the_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & _DATABASE)


_DATABASE = {"db", "transactional_db", "live_server"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Found the commune once, in the committed part of the test database."""
    with django_db_blocker.unblock():
        if not Commune.objects.exists():
            the_cast.found_commune()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Found the commune anew after a test that emptied the tables."""
    yield
    names = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    emptied = bool(marker and marker.kwargs.get("transaction")) or names & {"transactional_db", "live_server"}
    blocker = item.session.stash.get(_BLOCKER, None)
    if emptied and blocker is not None and nextitem is not None:
        clear_caches()
        with blocker.unblock():
            if not Commune.objects.exists():
                the_cast.found_commune()


_BLOCKER = pytest.StashKey[DjangoDbBlocker]()


@pytest.fixture(scope="session", autouse=True)
def _keep_blocker(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """Hand the blocker to the teardown hook."""
    request.session.stash[_BLOCKER] = django_db_blocker


@pytest.fixture(autouse=True)
def _fresh_memory(settings: object, tmp_path: Path) -> Iterator[None]:
    """No test sees what another remembered, cached or stored."""
    clear_caches()
    cache.clear()
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    yield
    clear_caches()


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone in the cast."""
    return the_cast.cast()


@pytest.fixture
def citizen(db: None) -> Person:
    """Giàng Thị Say of Bản Thượng, who files for herself."""
    return the_cast.person("citizen")


@pytest.fixture
def stranger(db: None) -> Person:
    """Vừ A Lạ, who has an account and nothing to do with anybody's dossier."""
    return the_cast.person("stranger")


@pytest.fixture
def village_head(db: None) -> Person:
    """Sùng A Bản, head of a village, who files for his neighbours."""
    return the_cast.person("village_head")


@pytest.fixture
def one_stop_officer(db: None) -> Officer:
    """Khà Văn Đón of the centre, who takes in and returns."""
    return the_cast.officer("one_stop_officer")


@pytest.fixture
def specialist(db: None) -> Officer:
    """Vi Văn Sổ of the office, who handles civil status."""
    return the_cast.officer("specialist")


@pytest.fixture
def other_specialist(db: None) -> Officer:
    """Vi Thị Bút of the same office."""
    return the_cast.officer("other_specialist")


@pytest.fixture
def head_of_office(db: None) -> Officer:
    """Lò Thị Thông, head of the office."""
    return the_cast.officer("head_of_office")


@pytest.fixture
def chairman(db: None) -> Officer:
    """Hà Văn Núi, chairman of the committee."""
    return the_cast.officer("chairman")


@pytest.fixture
def clerk(db: None) -> Officer:
    """Mùa Thị Dấu, who gives numbers and seals."""
    return the_cast.officer("clerk")


@pytest.fixture
def centre_head(db: None) -> Officer:
    """Bạc Thị Cửa, head of the one-stop centre."""
    return the_cast.officer("centre_head")


@pytest.fixture
def control_officer(db: None) -> Officer:
    """Quàng Thị Rà, who keeps the catalogue of procedures right."""
    return the_cast.officer("control_officer")


@pytest.fixture
def land_head(db: None) -> Officer:
    """Tòng Văn Ruộng, head of the economic office."""
    return the_cast.officer("land_head")


@pytest.fixture
def land_specialist(db: None) -> Officer:
    """Lường Thị Thửa, who handles land, in another office than the specialist."""
    return the_cast.officer("land_specialist")


@pytest.fixture
def sysadmin(db: None) -> Officer:
    """Cầm Văn Máy, who keeps the program running and sees nobody's case."""
    return the_cast.officer("sysadmin")


@pytest.fixture(autouse=True)
def _journal_lets_itself_be_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests with real transactions empty every table at their end, which the journal's triggers refuse."""
    marker = request.node.get_closest_marker("django_db")
    is_real = bool(marker and marker.kwargs.get("transaction"))
    if not is_real and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    guard.remove(connection)


@pytest.fixture
def outbox(settings: object) -> Iterator[list[Sent]]:
    """What the fake provider was given: every message goes there."""
    path = f"{FakeProvider.__module__}.{FakeProvider.__qualname__}"
    settings.NOTICE_PROVIDERS = {"email": path, "sms": path}  # type: ignore[attr-defined]
    FakeProvider.reset()
    yield FakeProvider.outbox
    FakeProvider.reset()
