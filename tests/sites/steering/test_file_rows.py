"""A file that cannot hold every record says so in its last row."""

import pytest

from tests.factories.officers import make_officer
from tests.modules.indicators.work import Office, dossier, noon
from xaso.modules.indicators.queries import record_set
from xaso.sites.steering.listed import Asked
from xaso.sites.steering.listings import dossier_rows

NOW = noon(2026, 5, 20)


@pytest.fixture
def asked(office: Office) -> Asked:
    """A leader who takes the three dossiers of a month away."""
    for day in (3, 4, 5):
        dossier(office, noon(2026, 5, day))
    return Asked(make_officer("leader"), record_set("dossiers.received", period="2026-05"), NOW)


def test_a_file_that_is_cut_tells_so_in_its_last_row(asked: Asked) -> None:
    rows = list(dossier_rows(asked, most=2))

    assert len(rows) == 3
    assert "Tệp dừng ở 2 hồ sơ mới nhất" in rows[-1][0].text
    assert rows[0][0].text > rows[1][0].text, "the newest are kept"


def test_a_whole_file_says_nothing(asked: Asked) -> None:
    rows = list(dossier_rows(asked, most=3))

    assert [row[0].text.startswith("THU-") for row in rows] == [True] * 3
