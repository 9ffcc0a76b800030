"""Certified copies as files: entered, scanned, signed outside, given out only with every signature."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.cast import Cast
from tests.factories import copies
from tests.factories import dossiers as make
from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.periods import Period
from xaso.modules.citizens.models import StoreItem
from xaso.modules.citizens.queries import offers
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.models import Attestation, Dossier, ElectronicCopy, Proof, Stage
from xaso.modules.dossiers.queries import attesting, electronic
from xaso.modules.dossiers.queries.proofs import NotProven, proof_view
from xaso.modules.dossiers.queries.timeline import timeline
from xaso.modules.dossiers.rules import SCAN_CHECKS
from xaso.modules.dossiers.services import copy_signing, copying, ending, proving, resolving
from xaso.modules.dossiers.services.attesting import Act, UnfitAttestation, attest, hand_over, sign
from xaso.modules.org.models import Officer, Setting
from xaso.platform.files import services as files
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.registry import registry
from xaso.platform.signing.documents import NotProperlySigned, NotThisDocument

pytestmark = pytest.mark.django_db
MARCH = Period.month(2026, 3)


@pytest.fixture
def clerk(cast: Cast) -> Officer:
    return copies.counter()


def text_of(copy: ElectronicCopy) -> list[str]:
    assert copy.paper is not None
    return [page.extract_text() for page in PdfReader(BytesIO(files.read(copy.paper))).pages]


def test_it_takes_the_next_number_of_the_book_of_copies_and_one_fee(cast: Cast, clerk: Officer) -> None:
    on_paper = attest(
        by=clerk, applicant=cast.citizen, version=make.version(make.COPY),
        act=Act("Bằng", 1, 1, cast.chairman), filing_key="giay", at=make.MONDAY,
    )  # fmt: skip

    copy = copies.entered(cast, clerk)

    act = copy.attestation
    assert (act.book, act.number, act.copies) == (on_paper.book, on_paper.number + 1, 1)
    assert (copy.stage, copy.stage_words) == (Stage.SCAN, "Chờ quét bản chính")
    assert act.dossier.state == "awaiting_approval"


def test_only_the_procedures_of_the_setting_have_one(cast: Cast, clerk: Officer) -> None:
    books = Setting.objects.get(key="dossiers.attestation_books")
    books.value = [books.value[0] | {"electronic": []}]
    books.save()

    with pytest.raises(UnfitAttestation, match="không làm bản sao điện tử"):
        copies.entered(cast, clerk)
    assert not Attestation.objects.exists()


def test_an_original_given_out_tomorrow_is_refused(cast: Cast, clerk: Officer) -> None:
    with pytest.raises(UnfitAttestation, match="sau hôm nay"):
        copies.entered(cast, clerk, original_on=date(2026, 3, 3))

    assert not Attestation.objects.exists()


def test_the_pdf_is_the_scan_then_the_words_with_number_signer_and_code(cast: Cast, clerk: Officer) -> None:
    copy = copies.prepared(cast, clerk)

    *marked, words = text_of(copy)
    code = Proof.objects.get().code
    assert len(marked) == 2
    assert all("BẢN SAO" in page and f"{code[:4]}-{code[4:8]}" in page for page in marked)
    told = " ".join(words.split())
    for part in (
        "Số chứng thực: 01",
        "01/2026 - SCT/BS",
        cast.chairman.full_name,
        "đủ 2 chữ ký số",
        "trí nhớ",
    ):
        assert part in told
    assert copy.stage == Stage.SIGN


def test_a_photograph_becomes_a_page_of_it(cast: Cast, clerk: Officer) -> None:
    copy = copies.entered(cast, clerk, pages=1)
    copying.put_scan(copy=copy, uploads=[make.picture()], way="camera", by=clerk, at=make.MONDAY)
    copy = copies.again(copy, clerk)

    copying.check_scan(copy=copy, pages=1, noted=0, checked=SCAN_CHECKS, by=clerk, at=make.MONDAY)

    paper = copies.again(copy, clerk).paper
    assert paper is not None
    assert len(PdfReader(BytesIO(files.read(paper))).pages[0].images) == 1


def test_a_scan_passes_only_with_its_list_and_the_pages_paid_for(cast: Cast, clerk: Officer) -> None:
    copy = copies.scanned(copies.entered(cast, clerk), clerk)
    told = {"copy": copy, "noted": 0, "by": clerk, "at": make.MONDAY}

    with pytest.raises(Invalid, match="Chưa đánh dấu"):
        copying.check_scan(pages=2, checked=[], **told)  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="Sổ ghi 2 trang"):
        copying.check_scan(pages=3, checked=SCAN_CHECKS, **told)  # type: ignore[arg-type]
    with pytest.raises(NotYours):
        copying.check_scan(pages=2, checked=SCAN_CHECKS, **told | {"by": cast.control_officer})  # type: ignore[arg-type]
    with pytest.raises(Invalid, match="Chọn tệp"):
        copying.put_scan(copy=copy, uploads=[], way="file", by=clerk, at=make.MONDAY)

    assert copies.again(copy, clerk).paper is None


def test_nothing_is_checked_before_it_is_scanned_nor_scanned_over_a_passed_one(
    cast: Cast, clerk: Officer
) -> None:
    fresh, passed = copies.entered(cast, clerk), copies.prepared(cast, clerk)

    with pytest.raises(copying.CannotCopy, match="Chưa có bản quét"):
        copying.check_scan(copy=fresh, pages=2, noted=0, checked=SCAN_CHECKS, by=clerk, at=make.MONDAY)
    with pytest.raises(copying.CannotCopy, match="Chưa có bản quét nào"):
        copying.start_over(copy=fresh, fault="Mờ", by=clerk, at=make.MONDAY)
    with pytest.raises(copying.CannotCopy, match="Bản quét đã đạt"):
        copying.put_scan(copy=passed, uploads=[copies.pages(2)], way="file", by=clerk, at=make.MONDAY)


def test_a_stale_page_does_not_pass_another_scan(cast: Cast, clerk: Officer) -> None:
    stale = copies.scanned(copies.entered(cast, clerk), clerk)
    copies.scanned(stale, clerk)

    with pytest.raises(copying.CannotCopy, match="vừa đổi"):
        copying.check_scan(copy=stale, pages=2, noted=0, checked=SCAN_CHECKS, by=clerk, at=make.MONDAY)


def test_the_leader_cannot_approve_by_a_button_what_must_be_signed(cast: Cast, clerk: Officer) -> None:
    act = copies.prepared(cast, clerk).attestation

    left = sign(acts=[act], by=cast.chairman, at=make.MONDAY)

    assert "công cụ ký số" in left[0][1]
    assert attesting.to_sign(cast.chairman) == []
    with pytest.raises(resolving.NeedsSignatures):
        resolving.approve(dossier=act.dossier, by=cast.chairman, at=make.MONDAY, seen=act.dossier.revision)


def test_with_the_signer_alone_nothing_is_given_out(cast: Cast, clerk: Officer) -> None:
    copy = copies.half_signed(cast, clerk)

    dossier = Dossier.objects.get(pk=copy.attestation.dossier_id)
    assert (copy.stage, dossier.state) == (Stage.SEAL, "awaiting_approval")
    assert dossier.result.file is None
    assert not StoreItem.objects.exists()
    with pytest.raises(NotProven):
        proof_view(Proof.objects.get().code)
    assert electronic.to_seal(cast.clerk) == [copy]
    assert electronic.to_seal(cast.chairman) == []
    assert (electronic.to_sign_count(cast.clerk), electronic.to_sign_count(cast.chairman)) == (1, 0)


def test_with_both_signatures_it_is_proven_stored_and_returned(cast: Cast, clerk: Officer) -> None:
    copy = copies.issued(cast, clerk, original_on=date(2010, 6, 1))

    view = proof_view(Proof.objects.get().code)
    item = StoreItem.objects.get()
    assert copy.signed is not None
    assert (view.standing, view.sha256) == ("genuine", copy.signed.sha256)
    assert (view.name, view.number) == (
        "Bản sao chứng thực điện tử: Bằng tốt nghiệp THPT", "01, quyển 01/2026 - SCT/BS",
    )  # fmt: skip
    assert (view.signer, view.issued_on) == (cast.chairman.full_name, make.MONDAY.date())
    assert (item.owner, item.file, item.issued_on) == (cast.citizen, copy.signed, date(2010, 6, 1))
    assert item.verified_at is not None
    act = attesting.attestation(clerk, copy.attestation_id)
    assert hand_over(acts=[act], by=clerk, at=make.MONDAY) == []
    assert Dossier.objects.get(pk=act.dossier_id).result.return_channel == "online"


def test_in_the_next_filing_it_stands_for_the_paper_it_copies(cast: Cast, clerk: Officer) -> None:
    copies.issued(cast, clerk)

    found = offers(cast.citizen, {1: "Bản sao Bằng tốt nghiệp THPT"}, today=make.MONDAY.date())

    assert found[1].is_same


def test_who_has_no_account_gets_it_across_the_counter(cast: Cast, clerk: Officer) -> None:
    cast.stranger.user = None
    cast.stranger.save()
    copy = copies.issued(cast, clerk, applicant=cast.stranger)

    hand_over(acts=[attesting.attestation(clerk, copy.attestation_id)], by=clerk, at=make.MONDAY)

    assert Dossier.objects.get(pk=copy.attestation.dossier_id).result.return_channel == "counter"


def test_a_file_with_both_signatures_is_given_out_at_once(cast: Cast, clerk: Officer) -> None:
    copy = copies.prepared(cast, clerk)

    done = copies.sent_back(
        copy, copies.signed_by(copy, cast.chairman.full_name, copies.OFFICE), cast.chairman
    )

    assert done.stage == Stage.ISSUED


def test_one_signature_is_enough_where_the_setting_says_so(cast: Cast, clerk: Officer) -> None:
    Setting.objects.filter(key="dossiers.copy_signatures").update(value=1)

    assert copies.half_signed(cast, clerk).stage == Stage.ISSUED


def test_no_signature_is_taken_on_trust(cast: Cast, clerk: Officer) -> None:
    copy, other = copies.prepared(cast, clerk), copies.prepared(cast, clerk)
    name = cast.chairman.full_name
    unsigned = files.read(copy.paper) if copy.paper else b""

    with pytest.raises(copy_signing.NotAwaited):
        copies.sent_back(copy, copies.signed_by(other, name), cast.chairman)
    with pytest.raises(copy_signing.NotAwaited):
        copies.sent_back(copy, unsigned, cast.chairman)
    with pytest.raises(NotProperlySigned):
        copies.sent_back(copy, unsigned + b"\n%", cast.chairman)
    with pytest.raises(NotThisDocument):
        copies.sent_back(copy, unsigned + copies.pages().read(), cast.chairman)
    with pytest.raises(copy_signing.WrongSigner, match="Vừ A Lạ"):
        copies.sent_back(copy, copies.signed_by(copy, "Vừ A Lạ"), cast.chairman)
    with pytest.raises(NotYours):
        copies.sent_back(copy, copies.signed_by(copy, name), clerk)

    assert copies.again(copy, clerk).stage == Stage.SIGN


def test_a_certificate_out_of_its_dates_signs_nothing(cast: Cast, clerk: Officer) -> None:
    copy = copies.prepared(cast, clerk)
    early = make.MONDAY - timedelta(days=2)

    with pytest.raises(copy_signing.WrongSigner, match="chỉ dùng được từ 01/03/2026"):
        copies.sent_back(copy, copies.signed_by(copy, cast.chairman.full_name), cast.chairman, early)


def test_the_office_signs_with_its_own_certificate_and_by_its_clerk(cast: Cast, clerk: Officer) -> None:
    copy = copies.half_signed(cast, clerk)

    with pytest.raises(copy_signing.WrongSigner, match="chữ ký số của cơ quan"):
        copies.sent_back(copy, copies.signed_by(copy, cast.chairman.full_name), cast.clerk)
    with pytest.raises(NotYours):
        copies.sent_back(copy, copies.signed_by(copy, copies.OFFICE), cast.chairman)
    with pytest.raises(Missing):
        electronic.seen_copy(cast.land_specialist, copy.attestation_id)

    assert copies.again(copy, cast.clerk).stage == Stage.SEAL


def test_many_come_back_at_once_and_one_bad_file_keeps_none_out(cast: Cast, clerk: Officer) -> None:
    first, second = copies.prepared(cast, clerk), copies.prepared(cast, clerk)
    name = cast.chairman.full_name
    uploads = [copies.pages(name=f"{number}.pdf") for number in range(3)]
    for upload, copy in zip(uploads, (second, first), strict=False):
        upload.file = BytesIO(copies.signed_by(copy, name))

    taken = copy_signing.take_many(
        uploads=uploads, copies=electronic.to_sign(cast.chairman), by=cast.chairman, at=make.MONDAY
    )

    assert [one.copy for one in taken] == [second, first, None]
    assert "Không phải bản nào đang chờ" in taken[2].refusal


def test_a_fault_drops_what_was_signed_until_it_is_given_out(cast: Cast, clerk: Officer) -> None:
    half, out = copies.half_signed(cast, clerk), copies.issued(cast, clerk)

    copying.start_over(copy=half, fault="Mất dấu ở trang 2", by=clerk, at=make.MONDAY)

    fresh = copies.again(half, clerk)
    assert (fresh.stage, fresh.signed, fresh.signers, fresh.fault) == (
        Stage.SCAN,
        None,
        [],
        "Mất dấu ở trang 2",
    )
    with pytest.raises(Invalid, match="ghi lỗi gì"):
        copying.start_over(copy=half, fault=" ", by=clerk, at=make.MONDAY)
    with pytest.raises(copying.CannotCopy, match="đã phát hành"):
        copying.start_over(copy=out, fault="Mờ", by=clerk, at=make.MONDAY)


def test_another_leader_certifies_only_before_anybody_signed(cast: Cast, clerk: Officer) -> None:
    deputy = copies.make_officer("leader", full_name="Lý Thị Phó")
    copy, fresh, half = (
        copies.prepared(cast, clerk),
        copies.entered(cast, clerk),
        copies.half_signed(cast, clerk),
    )
    before = copies.signed_by(copy, cast.chairman.full_name)

    copying.change_signer(copy=copy, signer=deputy, by=clerk, at=make.MONDAY)
    copying.change_signer(copy=fresh, signer=deputy, by=clerk, at=make.MONDAY)

    copy = copies.again(copy, clerk)
    assert "Lý Thị Phó" in text_of(copy)[-1]
    assert copies.again(fresh, clerk).paper is None
    with pytest.raises(copy_signing.NotAwaited):
        copies.sent_back(copy, before, cast.chairman)
    with pytest.raises(NotYours, match="Lý Thị Phó"):
        copies.sent_back(copy, copies.signed_by(copy, cast.chairman.full_name), cast.chairman)
    with pytest.raises(copying.CannotCopy):
        copying.change_signer(copy=half, signer=deputy, by=clerk, at=make.MONDAY)


def test_what_was_stopped_or_changed_meanwhile_is_not_signed(cast: Cast, clerk: Officer) -> None:
    stale = copies.prepared(cast, clerk)
    signed = copies.signed_by(stale, cast.chairman.full_name)
    copies.sent_back(stale, signed, cast.chairman)
    stopped = copies.prepared(cast, clerk)
    dossier = Dossier.objects.select_related("step").get(pk=stopped.attestation.dossier_id)
    ending.stop(
        dossier=dossier, by=cast.chairman, reason="Bản chính bị tẩy xóa.", at=make.MONDAY,
        seen=dossier.revision,
    )  # fmt: skip

    with pytest.raises(copying.CannotCopy):
        copies.sent_back(stale, signed, cast.chairman)
    with pytest.raises(resolving.MoveRefused):
        copies.sent_back(stopped, copies.signed_by(stopped, cast.chairman.full_name), cast.chairman)


def test_withdrawn_with_a_reason_it_holds_no_longer_anywhere(cast: Cast, clerk: Officer) -> None:
    copy = copies.issued(cast, clerk)

    proving.end_result(
        dossier=Dossier.objects.get(pk=copy.attestation.dossier_id), by=cast.chairman,
        reason="Bản chính bị thu hồi.", at=make.MONDAY + timedelta(days=1),
    )  # fmt: skip

    assert proof_view(Proof.objects.get().code).standing == "withdrawn"
    assert offers(cast.citizen, {1: "Bằng tốt nghiệp THPT"}, today=date(2026, 3, 4)) == {}


def test_its_story_is_told_inside(cast: Cast, clerk: Officer) -> None:
    copy = copies.half_signed(cast, clerk)

    told = {line.title: line.details for line in timeline(copy.attestation.dossier, for_public=False)}

    assert "Lập bản sao điện tử, chờ ký số" in told
    assert told["Nạp bản sao điện tử đã ký số"] == [
        f"Chữ ký số của: {cast.chairman.full_name}.", "Còn thiếu chữ ký số của cơ quan.",
    ]  # fmt: skip


def test_the_measure_counts_copies_given_out_as_files_among_all(cast: Cast, clerk: Officer) -> None:
    copies.issued(cast, clerk)
    copies.half_signed(cast, clerk)
    on_paper = attest(
        by=clerk, applicant=cast.citizen, version=make.version(make.COPY),
        act=Act("Bằng", 1, 1, cast.chairman), filing_key="giay", at=make.MONDAY,
    )  # fmt: skip
    sign(acts=[on_paper], by=cast.chairman, at=make.MONDAY)

    found = evaluation.evaluate(registry.get("dossiers.electronic_copies"), MARCH)

    assert (found.part, found.whole) == (1, 2)
