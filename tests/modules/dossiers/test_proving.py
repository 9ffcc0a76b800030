"""A result is written from a template, carries a code that proves it, and can be withdrawn or replaced."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.citizens.queries import store_items
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.models import Dossier, Proof, Result
from xaso.modules.dossiers.queries.proofs import NotProven, Standing, proof_view
from xaso.modules.dossiers.services import handling, proving, resolving
from xaso.modules.org.models import Officer
from xaso.platform.files import services as files

pytestmark = pytest.mark.django_db
WORDS = {
    "template": "giay-xac-nhan",
    "title": "Giấy xác nhận",
    "body": "Xác nhận ở bản Suối Mây.\nĐúng sự thật.",
}


def written(cast: Cast) -> Dossier:
    """With the specialist, its result written from a template."""
    dossier = make.assigned(cast)
    proving.write_result(dossier=dossier, **WORDS, by=cast.specialist, at=make.MONDAY)
    return dossier


def through(dossier: Dossier, cast: Cast) -> Dossier:
    """Put forward, checked, approved and numbered, without a file sent by anybody."""
    more = {"at": make.MONDAY}
    dossier = resolving.propose_result(
        dossier=dossier,
        by=cast.specialist,
        outcome="granted",
        summary="Xác nhận nơi ở.",
        seen=dossier.revision,
        **more,
    )
    dossier = handling.forward(dossier=dossier, by=cast.head_of_office, seen=dossier.revision, **more)
    dossier = resolving.approve(dossier=dossier, by=cast.chairman, seen=dossier.revision, **more)
    return resolving.issue(
        dossier=dossier,
        by=cast.clerk,
        number="12/XN-UBND",
        issued_on=local_date(make.MONDAY),
        seen=dossier.revision,
        at=make.MONDAY,
    )


def text_of(result: Result) -> str:
    assert result.file is not None
    pages = PdfReader(BytesIO(files.read(result.file))).pages
    return " ".join("\n".join(page.extract_text() for page in pages).split())


def test_what_was_written_becomes_the_result_with_number_signer_and_code(cast: Cast) -> None:
    dossier = through(written(cast), cast)

    said = text_of(dossier.result)
    for words in ("12/XN-UBND", "Suối Mây", cast.chairman.full_name, dossier.proof.code[:4]):
        assert words in said
    assert "DỰ THẢO" not in said
    assert store_items(dossier.subject)[0].file == dossier.result.file


def test_while_it_waits_for_approval_the_paper_says_it_is_a_draft(cast: Cast) -> None:
    dossier = written(cast)
    resolving.propose_result(
        dossier=dossier, by=cast.specialist, outcome="granted", summary="Xác nhận nơi ở.", at=make.MONDAY,
        seen=dossier.revision,
    )  # fmt: skip

    assert "DỰ THẢO" in text_of(Result.objects.get(dossier=dossier))
    with pytest.raises(NotProven):
        proof_view(dossier.proof.code)


def test_words_that_are_missing_or_unknown_are_refused(cast: Cast) -> None:
    dossier = make.assigned(cast)
    told = {"dossier": dossier, "by": cast.specialist, "at": make.MONDAY}

    for wrong, field in (
        ({"title": " "}, "title"),
        ({"body": " "}, "body"),
        ({"body": "{{noi_dung}}"}, "body"),
    ):
        with pytest.raises(Invalid) as refused:
            proving.write_result(**{**WORDS, **wrong}, **told)  # type: ignore[arg-type]
        assert refused.value.field == field
    with pytest.raises(Missing):
        proving.write_result(**{**WORDS, "template": "khong-co"}, **told)  # type: ignore[arg-type]
    with pytest.raises(NotYours):
        proving.write_result(**WORDS, **{**told, "by": cast.other_specialist})  # type: ignore[arg-type]


def test_a_result_sent_as_a_file_proves_itself_too_by_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    dossier = make.ready(cast)

    with django_assert_num_queries(1):
        found = proof_view(f" {dossier.proof.code.lower()} ")

    assert (found.standing, found.number, found.holder) == (
        Standing.GENUINE, dossier.result.number, cast.citizen.full_name,
    )  # fmt: skip
    assert found.sha256 == dossier.result.file.sha256  # type: ignore[union-attr]


def test_a_replaced_result_says_by_what_and_its_paper_of_the_store_ends(cast: Cast) -> None:
    old, new = make.ready(cast, make.moment(2)), make.ready(cast, make.moment(3))
    told = {"dossier": old, "reason": "Cấp lại do sai tên", "at": make.MONDAY}

    with pytest.raises(NotYours):
        proving.end_result(by=cast.specialist, **told)  # type: ignore[arg-type]
    with pytest.raises(Invalid):
        proving.end_result(by=cast.chairman, replaced_by="KHONG-CO", **told)  # type: ignore[arg-type]
    proving.end_result(by=cast.chairman, replaced_by=new.code, **told)  # type: ignore[arg-type]
    with pytest.raises(proving.AlreadyEnded):
        proving.end_result(by=cast.chairman, **told)  # type: ignore[arg-type]

    found = proof_view(old.proof.code)
    assert (found.standing, found.replaced_by_number) == (Standing.REPLACED, new.result.number)
    assert store_items(old.subject)[0].replaced_by == store_items(new.subject)[0]
    assert proof_view(new.proof.code).standing == Standing.GENUINE


def test_what_was_never_given_cannot_be_withdrawn(cast: Cast) -> None:
    with pytest.raises(proving.NotIssued):
        proving.end_result(dossier=written(cast), reason="Sai nội dung", by=cast.chairman, at=make.MONDAY)


def test_anybody_checks_a_paper_and_reads_nothing_but_the_paper(client: Client, cast: Cast) -> None:
    dossier = make.ready(cast)
    code = dossier.proof.code
    assert dossier.result.file is not None
    genuine = SimpleUploadedFile("kq.pdf", files.read(dossier.result.file))

    asked = client.post("/xac-thuc/", {"code": code.lower()})
    page = client.get(f"/xac-thuc/{code}/").content.decode()
    same = client.post(f"/xac-thuc/{code}/", {"tep": genuine}).content.decode()
    other = client.post(f"/xac-thuc/{code}/", {"tep": SimpleUploadedFile("x.pdf", b"x")}).content.decode()
    unknown = client.get("/xac-thuc/0000-0000-0000/")

    assert asked["Location"] == f"/xac-thuc/{code}/"
    assert "Giấy thật, đang có hiệu lực" in page
    assert cast.citizen.full_name in page
    for secret in (str(cast.citizen.id_number), dossier.code, dossier.result.summary):
        assert secret not in page
    assert "Tệp đúng nguyên bản" in same
    assert "không phải bản gốc" in other
    assert unknown.status_code == 404
    assert "Không có kết quả nào mang mã này" in unknown.content.decode()
    proving.end_result(dossier=dossier, reason="Cấp sai người", by=cast.chairman, at=make.MONDAY)
    ended = client.get(f"/xac-thuc/{code}/").content.decode()
    assert "Giấy này đã bị thu hồi" in ended
    assert "Cấp sai người" not in ended


def test_guessing_codes_is_stopped(client: Client) -> None:
    codes = [client.get(f"/xac-thuc/{number:012d}/").status_code for number in range(31)]

    assert codes[:30] == [404] * 30
    assert codes[30] == 429


def test_the_specialist_writes_looks_and_drops_by_page(client: Client, cast: Cast) -> None:
    dossier = make.assigned(cast)
    sign_in(client, cast.specialist)
    here = f"/ban-lam-viec/ho-so/{dossier.code}/soan-ket-qua/"
    start = client.get(f"{here}?mau=giay-xac-nhan").content.decode()
    refused = client.post(here, {"mau": "giay-xac-nhan", "title": "Giấy", "body": "Chỗ {{noi_dung}}"})
    kept = client.post(here, {"mau": "giay-xac-nhan", "title": "Giấy xác nhận", "body": "Đúng là ở đây."})

    assert cast.citizen.full_name in start
    assert refused.status_code == 422
    assert "Chỗ {{noi_dung}}" in refused.content.decode()
    assert kept.status_code == 302
    paper = client.get(f"{here}ban-thu.pdf")
    assert paper["Content-Type"] == "application/pdf"
    propose = client.get(f"/ban-lam-viec/ho-so/{dossier.code}/trinh-ket-qua/").content.decode()
    assert "Đã soạn “Giấy xác nhận” từ mẫu" in propose
    client.post(here, {"bo": "1"})
    assert Proof.objects.get(dossier=dossier).template == ""
    assert client.get(f"{here}ban-thu.pdf").status_code == 404


@pytest.mark.parametrize("who", ["chairman", "centre_head"])
def test_a_leader_withdraws_by_page(client: Client, cast: Cast, who: str) -> None:
    dossier = make.ready(cast)
    officer: Officer = getattr(cast, who)
    sign_in(client, officer)
    here = f"/ban-lam-viec/ho-so/{dossier.code}/thu-hoi-ket-qua/"

    wrong = client.post(here, {"reason": "Sai", "replaced_by": ""})
    done = client.post(here, {"reason": "Cấp sai người, QĐ 5", "replaced_by": ""})

    assert (wrong.status_code, done.status_code) == (422, 302)
    assert "Kết quả này đã hết hiệu lực" in client.get(here).content.decode()
    record = client.get(f"/ban-lam-viec/ho-so/{dossier.code}/").content.decode()
    assert "Đã thu hồi" in record
    assert "Thu hồi kết quả" in record
