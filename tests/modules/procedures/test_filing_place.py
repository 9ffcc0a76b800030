"""The commune says where a procedure is filed."""

import pytest

from tests.cast import NOW, PACK
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.access import may_set_filing_place
from xaso.modules.procedures.services.filing import NoteMissing, UnknownPlace
from xaso.platform.journal.models import Entry
from xaso.sites.setup.pack.reading import read

pytestmark = pytest.mark.django_db
CODE = "9.000001"


def test_the_place_is_set_with_its_reason_and_told(control_officer: Officer) -> None:
    services.set_filing_place(
        procedure=queries.procedure(CODE), place="national", note=" Tỉnh đã  mở. ", by=control_officer, at=NOW
    )

    procedure = queries.procedure(CODE)
    assert (procedure.filing_place, procedure.filing_note) == ("national", "Tỉnh đã mở.")
    entry = Entry.objects.latest("seq")
    assert entry.subject == f"procedure:{CODE}"
    assert entry.data == {
        "code": CODE,
        "place_before": "here",
        "place": "national",
        "note": "Tỉnh đã mở.",
    }


def test_loading_the_pack_again_keeps_the_communes_choice(control_officer: Officer) -> None:
    services.set_filing_place(
        procedure=queries.procedure(CODE),
        place="counter",
        note="Chưa có chữ ký số.",
        by=control_officer,
        at=NOW,
    )
    day = NOW.date()

    done = services.load_procedures(
        read(PACK / "procedures.json").value, first_from=day, valid_from=day, by=control_officer, at=NOW
    )

    assert not done
    assert queries.procedure(CODE).filing_place == "counter"


def test_no_reason_and_no_such_place_are_refused(control_officer: Officer) -> None:
    procedure = queries.procedure(CODE)

    with pytest.raises(NoteMissing):
        services.set_filing_place(procedure=procedure, place="here", note="  ", by=control_officer, at=NOW)
    with pytest.raises(UnknownPlace):
        services.set_filing_place(procedure=procedure, place="moon", note="Xa", by=control_officer, at=NOW)
    assert queries.procedure(CODE).filing_place == "here"


def test_keepers_of_the_catalogue_may_and_others_may_not(
    control_officer: Officer, centre_head: Officer, sysadmin: Officer, specialist: Officer, chairman: Officer
) -> None:
    may = [may_set_filing_place(officer) for officer in (control_officer, centre_head, sysadmin)]
    may_not = [may_set_filing_place(officer) for officer in (specialist, chairman)]

    assert may == [True, True, True]
    assert may_not == [False, False]
