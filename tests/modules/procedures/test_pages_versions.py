"""Keepers publish a new version of a procedure; officers compare versions."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.cast import sign_in
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries
from xaso.modules.procedures.forms.versions import VersionForm
from xaso.modules.procedures.models import ProcedureVersion
from xaso.modules.procedures.queries.comparing import parts_of

pytestmark = pytest.mark.django_db
RECORD = "/ban-lam-viec/thu-tuc/9.000001/"
NEW, COMPARE = f"{RECORD}ban-moi/", f"{RECORD}so-sanh/"
DECISION = {
    "qd-number": "412/QĐ-UBND",
    "qd-issuer": "UBND tỉnh",
    **{f"qd-decided_on-{part}": value for part, value in (("ngay", "20"), ("thang", "2"), ("nam", "2026"))},
    **{f"qd-effective_on-{part}": value for part, value in (("ngay", "1"), ("thang", "4"), ("nam", "2026"))},
    **{f"qd-valid_from-{part}": value for part, value in (("ngay", "1"), ("thang", "4"), ("nam", "2030"))},
}


def as_shown() -> dict[str, Any]:
    """What the page sends back when nobody types anything into the procedure's boxes."""
    parts = parts_of(queries.current_version("9.000001", date(2026, 3, 2)))
    papers = parts["components"]
    sent = {f"tt-{name}": value for name, value in VersionForm.initial_of(parts).items()}
    for place, paper in enumerate(papers):
        sent |= {f"gt-{place}-{name}": value for name, value in paper.items()}
    sent |= {"gt-TOTAL_FORMS": len(papers) + 2, "gt-INITIAL_FORMS": len(papers)}
    return {
        name: value for name, value in sent.items() if value is not None and value is not False
    } | DECISION


def test_a_keeper_looks_at_the_changes_and_publishes_them(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)
    typed = as_shown() | {
        "tt-result": "Giấy xác nhận điện tử",
        "gt-3-name": "Ảnh 3x4",
        "gt-3-copies": "2",
    }

    seen = client.post(NEW, typed | {"viec": "xem"}).content.decode()
    done = client.post(NEW, typed | {"viec": "ban-hanh"})

    assert "<ins>Giấy xác nhận điện tử</ins>" in seen
    assert "<ins>Ảnh 3x4; 2 bản sao" in seen
    assert (done.status_code, done["Location"]) == (302, RECORD)
    version = ProcedureVersion.objects.get(valid_from="2030-04-01")
    assert (version.result, version.decision_number) == ("Giấy xác nhận điện tử", "412/QĐ-UBND")
    assert list(version.components.order_by("order").values_list("name", flat=True))[-1] == "Ảnh 3x4"
    told = client.get(RECORD).content.decode()
    assert "bản từ 01/04/2030 theo 412/QĐ-UBND ngày 20/02/2026: kết quả, thành phần hồ sơ" in told
    page = client.get(COMPARE).content.decode()
    assert "2 phần khác nhau" not in page
    assert "3 phần khác nhau" in page
    assert "Quyết định công bố" in page


def test_a_paper_is_taken_away(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)

    client.post(NEW, as_shown() | {"gt-0-DELETE": "on", "viec": "ban-hanh"})

    assert ProcedureVersion.objects.get(valid_from="2030-04-01").components.count() == 2


def test_a_paper_the_form_asks_for_is_kept_or_the_form_changed_first(
    client: Client, control_officer: Officer
) -> None:
    sign_in(client, control_officer)

    seen = client.post(NEW, as_shown() | {"gt-1-DELETE": "on", "viec": "xem"}).content.decode()
    done = client.post(NEW, as_shown() | {"gt-1-DELETE": "on", "viec": "ban-hanh"})

    assert "Bản chụp giấy tờ nhà, mã “tp02”" in seen
    assert "1 giấy bắt buộc chưa ô nào hỏi" in seen
    assert done.status_code == 422
    assert "ghi mã giấy “tp02” mà thủ tục 9.000001 không có" in done.content.decode()
    assert 'value="412/QĐ-UBND"' in done.content.decode()


def test_nothing_changed_publishes_nothing_and_keeps_the_decision(
    client: Client, control_officer: Officer
) -> None:
    sign_in(client, control_officer)

    answer = client.post(NEW, as_shown() | {"viec": "ban-hanh"})

    assert answer.status_code == 422
    assert "Chưa có gì khác bản đang dùng" in answer.content.decode()
    assert "412/QĐ-UBND" in answer.content.decode()
    assert ProcedureVersion.objects.filter(procedure__code="9.000001").count() == 1


def test_every_box_that_is_wrong_is_named_at_once(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)
    typed = as_shown() | {
        "qd-number": "",
        "qd-effective_on-thang": "1",
        "tt-time_value": "",
        "gt-0-copies": "-1",
    }

    answer = client.post(NEW, typed | {"viec": "ban-hanh"})

    assert answer.status_code == 422
    page = answer.content.decode()
    summary = page[page.index("govuk-error-summary__list") :][:2000].partition("</ul>")[0]
    assert summary.count("<li>") == 4
    assert "không được trước ngày ký" in summary


def test_the_last_two_versions_are_compared_unless_others_are_named(
    client: Client, specialist: Officer
) -> None:
    sign_in(client, specialist)
    start = queries.versions_of(queries.procedure("9.000001"))[0].valid_from.isoformat()

    assert "Hai bản không khác nhau" in client.get(COMPARE).content.decode()
    assert client.get(f"{COMPARE}?tu={start}&den={start}").status_code == 200
    assert client.get(f"{COMPARE}?tu=1999-01-01").status_code == 404
    assert "Hai bản không khác nhau" in client.get(f"{COMPARE}?tu=abc").content.decode()


def test_only_keepers_publish(client: Client, specialist: Officer, citizen: Person) -> None:
    assert "ban-moi" not in sign_in(client, specialist).get(RECORD).content.decode()
    assert client.get(NEW).status_code == 404
    assert client.post(NEW, DECISION).status_code == 404
    sign_in(client, citizen)
    assert client.get(COMPARE).status_code == 404
