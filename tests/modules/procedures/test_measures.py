"""What the catalogue says of the plan."""

import pytest

from xaso.kernel.periods import Period
from xaso.modules.org.models import Setting
from xaso.modules.org.queries import clear_caches
from xaso.modules.procedures import measures
from xaso.modules.procedures.models import Procedure, ProcedureVersion
from xaso.modules.procedures.queries.published import parts_lacking, published, told_whole
from xaso.platform.measuring.evaluation import evaluate, records, split
from xaso.platform.measuring.registry import registry

pytestmark = pytest.mark.django_db
MARCH = Period.month(2026, 3)


def test_all_but_the_exempt_and_hidden_go_through_the_one_stop() -> None:
    figure = evaluate(registry.get("procedures.via_one_stop"), MARCH)

    assert (figure.part, figure.whole) == (5, 5)


def test_one_outside_without_a_written_reason_spoils_the_share() -> None:
    Procedure.objects.filter(code="9.000004").update(via_one_stop_note="")

    figure = evaluate(registry.get("procedures.via_one_stop"), MARCH)

    assert (figure.part, figure.whole, figure.words()) == (5, 6, "83,3%")


def test_the_share_is_split_by_office() -> None:
    by_unit = dict(split(registry.get("procedures.via_one_stop"), MARCH, "unit"))

    assert {unit: figure.whole for unit, figure in by_unit.items()} == {"Văn phòng": 3, "Phòng Kinh tế": 2}


def test_before_any_version_there_is_nothing_to_measure() -> None:
    assert evaluate(registry.get("procedures.via_one_stop"), Period.year(2024)).words() == "không phát sinh"


def test_on_the_spot_counts_the_mark_of_the_version_in_force() -> None:
    measure = registry.get("procedures.four_on_the_spot")
    assert evaluate(measure, MARCH).fraction == "1/6"

    ProcedureVersion.objects.filter(procedure__code="9.000002").update(four_on_the_spot=False)

    assert evaluate(measure, MARCH).fraction == "0/6"


def figure(code: str, period: Period = MARCH) -> str:
    """Part and whole in words."""
    return evaluate(registry.get(f"procedures.{code}"), period).fraction


def test_a_procedure_that_says_every_part_is_told_whole() -> None:
    told = records(registry.get("procedures.content_complete"), MARCH, "part")

    lacking = {
        row.procedure.code: parts_lacking(row, has_papers=row.components.exists())
        for row in published(MARCH.end)
    }

    assert {row.procedure.code for row in told} == {code for code, words in lacking.items() if not words}
    assert lacking["9.000001"] == []
    assert "thành phần hồ sơ" in lacking["9.000004"]
    assert "căn cứ pháp lý" in lacking["XS-901"]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("steps_kind", "generic_template", "trình tự thực hiện"),
        ("steps", [], "trình tự thực hiện"),
        ("channels", [], "cách thức thực hiện"),
        ("time_value", None, "thời hạn"),
        ("time_unit", "", "thời hạn"),
        ("subjects", "", "đối tượng"),
        ("authority", "", "cơ quan thực hiện"),
        ("result", "", "kết quả"),
        ("fee_amount", None, "phí, lệ phí"),
        ("legal_basis", [], "căn cứ pháp lý"),
    ],
)
def test_one_part_left_out_spoils_the_whole_and_is_named(field: str, value: object, words: str) -> None:
    rows = ProcedureVersion.objects.filter(procedure__code="9.000001")
    rows.update(**{field: value})

    told = records(registry.get("procedures.content_complete"), MARCH, "part")

    assert not told.filter(procedure__code="9.000001").exists()
    assert parts_lacking(rows.get(), has_papers=True) == [words]


def test_a_procedure_for_which_no_paper_is_due_has_its_papers_told() -> None:
    ProcedureVersion.objects.filter(procedure__code="9.000004").update(flags=["no_dossier_needed"])

    version = ProcedureVersion.objects.get(procedure__code="9.000004")

    assert "thành phần hồ sơ" not in parts_lacking(version, has_papers=False)
    rows = ProcedureVersion.objects.filter(pk=version.pk)
    assert rows.filter(told_whole(rows)).exists()


def test_online_is_what_the_source_says_and_unknown_is_not() -> None:
    assert figure("offered_online") == "6/6"

    ProcedureVersion.objects.filter(procedure__code="9.000001").update(online_submission=None)
    ProcedureVersion.objects.filter(procedure__code="9.000002").update(online_submission=False)
    ProcedureVersion.objects.filter(procedure__code="9.000003").update(
        online_submission=None, service_level="full"
    )

    assert figure("offered_online") == "4/6"


def test_on_the_national_database_is_a_national_code_with_a_national_page() -> None:
    assert figure("on_national_database") == "0/6"

    ProcedureVersion.objects.exclude(procedure__code="9.000001").update(
        source_url="https://dichvucong.gov.vn/thu-tuc-hanh-chinh/1"
    )

    found = records(registry.get("procedures.on_national_database"), MARCH, "part")
    assert not found.filter(procedure__code__in=["9.000001", "XS-901"]).exists()
    assert found.filter(procedure__code="9.000003").exists()


def test_procedures_of_business_are_those_of_the_fields_the_commune_names() -> None:
    Setting.objects.filter(key="procedures.business_fields").delete()
    clear_caches()
    assert figure("business_online") == "0/0"

    Setting.objects.create(
        key="procedures.business_fields", value=["dat_dai"], label="Lĩnh vực", certainty="D"
    )
    clear_caches()

    assert figure("business_online") == "2/2"


def test_a_version_that_ended_is_told_as_it_was_in_its_time() -> None:
    version = ProcedureVersion.objects.get(procedure__code="9.000001")
    ProcedureVersion.objects.filter(pk=version.pk).update(valid_to=MARCH.end)
    ProcedureVersion.objects.create(
        procedure=version.procedure,
        valid_from=Period.month(2026, 4).start,
        name=version.name,
        confidence="partial",
        route=version.route,
    )

    assert figure("offered_online") == "6/6"
    assert figure("offered_online", Period.month(2026, 4)) == "5/6"


def test_every_measure_of_the_catalogue_keeps_facts_and_is_a_stock_but_for_what_is_signed() -> None:
    found = [one for one in registry.all() if one.module == "procedures"]
    flows = {"decided_on", "decision__decided_on"}

    assert {one.code.split(".")[1] for one in found} == set(measures.__all__)
    assert all(one.facts and one.basis for one in found)
    assert {one.date_field for one in found if not one.is_stock} == flows


def test_services_online_are_held_against_their_national_page() -> None:
    online = ProcedureVersion.objects.filter(procedure__code__in=["9.000001", "9.000002"])
    ProcedureVersion.objects.update(online_submission=False, service_level="")
    online.update(online_submission=True, source_url="")
    found = Procedure.objects.get(code="9.000001")
    online.filter(procedure=found).update(source_url="https://dichvucong.gov.vn/x")
    Procedure.objects.filter(pk=found.pk).update(code_is_local=False)

    figure = evaluate(registry.get("procedures.online_on_national_portal"), MARCH)

    assert (figure.part, figure.whole) == (1, 2)
