"""The cost meter and the what-if of leaving papers out."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, Cast, sign_in
from tests.factories.dossiers import taken_in
from xaso.kernel.periods import Period
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.queries.counting import received_by_procedure
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.queries.costs import cost_year, what_if
from xaso.modules.procedures.rules.costs import Counted

pytestmark = pytest.mark.django_db
COSTS = "/dieu-hanh/chi-phi-tuan-thu/"
CODE = "9.000001"
ASKED_BY_FORM = {
    "code": "tp02", "name": "Bản chụp giấy tờ nhà", "originals": 0, "copies": 1, "required": True,
    "case": "", "form_template": "",
}  # fmt: skip


def fewer_papers(cast: Cast) -> None:
    """From the day of the dossiers on, the procedure asks for the one paper that its e-form asks for."""
    services.new_version(
        procedure=queries.procedure(CODE),
        changes={"components": [ASKED_BY_FORM]},
        valid_from=NOW.date(),
        decision=None,
        by=cast.control_officer,
        at=NOW,
    )


def test_dossiers_are_counted_by_procedure_and_way(cast: Cast) -> None:
    first, second = taken_in(cast), taken_in(cast)
    Dossier.objects.filter(pk=second.pk).update(channel=Dossier.Channel.ONLINE)

    code = first.version.procedure.code

    assert received_by_procedure(Period.year(2026)) == {code: (1, 1)}
    assert received_by_procedure(Period.year(2025)) == {}


def test_fewer_papers_cut_the_cost_of_the_year(cast: Cast) -> None:
    counts = {CODE: Counted(counter=10)}
    before = cost_year(counts, NOW.date())

    fewer_papers(cast)

    after = cost_year(counts, NOW.date())
    assert before.meter.cut == 0
    assert after.meter.before == before.meter.before
    assert after.meter.cut is not None
    assert after.meter.cut > 0
    assert after.meter.cut == after.meter.cut_by_rules
    assert what_if(CODE, set(), counts[CODE], NOW.date()).saved.saved == 0


def test_the_meter_shows_the_year_and_costs_few_queries(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = taken_in(cast)
    sign_in(client, cast.chairman)
    client.get(f"{COSTS}?nam=2026")

    with django_assert_max_num_queries(24):
        page = client.get(f"{COSTS}?nam=2026").content.decode()

    assert dossier.version.name in page
    assert "trên 1 hồ sơ" in page
    assert "Năm này chưa nhận hồ sơ nào" in client.get(f"{COSTS}?nam=2024").content.decode()


def test_the_sheet_is_a_file(client: Client, cast: Cast) -> None:
    dossier = taken_in(cast)
    sign_in(client, cast.chairman)

    sheet = load_workbook(io.BytesIO(client.get(f"{COSTS}tep/?nam=2026").content)).active

    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:4] == [
        dossier.version.procedure.code,
        dossier.version.name,
        1,
        0,
    ]


def test_a_leader_tries_leaving_papers_out_and_the_catalogue_stays(client: Client, cast: Cast) -> None:
    sign_in(client, cast.chairman)
    papers = queries.version_page(CODE, NOW.date()).components.count()

    page = client.get(f"{COSTS}{CODE}/?bo=tp01&nam=2026").content.decode()

    assert "bỏ 1 giấy tờ" in page
    assert 'value="tp01" checked' in page
    assert queries.version_page(CODE, NOW.date()).components.count() == papers
    assert client.get(f"{COSTS}9.999999/").status_code == 404


def test_others_find_nothing(client: Client, cast: Cast) -> None:
    sign_in(client, cast.specialist)

    assert client.get(COSTS).status_code == 404
    assert client.get(f"{COSTS}{CODE}/").status_code == 404
