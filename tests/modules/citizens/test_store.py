"""The store of a person's papers: kept once, offered while they hold, each use written down."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, Cast, sign_in
from xaso.kernel.errors import Invalid
from xaso.modules.citizens import queries, services
from xaso.modules.citizens.models import Person, StoreItem, StoreUse
from xaso.modules.citizens.queries import subject_of
from xaso.platform.files.models import StoredFile
from xaso.platform.files.services import store_bytes
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.queries import accesses_of, timeline

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
SINGLE = "Giấy xác nhận tình trạng hôn nhân"
MARRIAGE = "Giấy chứng nhận kết hôn"


def scan(name: str = "giay.pdf") -> StoredFile:
    return store_bytes(b"%PDF-1.7", name=name, content_type="application/pdf", by=SYSTEM, at=NOW)


def keep(owner: Person, name: str = MARRIAGE, key: str = "k1", issued: date | None = TODAY) -> StoreItem:
    """One paper in the owner's store, or the one that is there under that key."""
    told = services.ItemIn(key, "result", name, "2", scan(), "UBND xã", "12/KH", issued)
    made = services.keep_items(owner=owner, items=[told], subject="dossier:D-1", by=SYSTEM, at=NOW)
    return made[0] if made else StoreItem.objects.get(source_key=key)


def content_of(client: Client, address: str) -> bytes:
    """The bytes of a file, read to the end."""
    return b"".join(client.get(address))  # type: ignore[arg-type]


def offered(owner: Person, *names: str, today: date = TODAY) -> dict[int, queries.StoreOffer]:
    return queries.offers(owner, dict(enumerate(names)), today=today)


def test_a_paper_is_kept_once_and_told_once(citizen: Person) -> None:
    first = keep(citizen)
    again = keep(citizen)
    second = keep(citizen, key="k2")

    assert again == first
    assert (first.version, second.version) == (1, 2)
    told = [entry.event for entry in timeline(subject_of(citizen))]
    assert told.count("citizens.store_filled") == 2


def test_the_same_name_is_offered_before_one_that_begins_alike(
    citizen: Person, stranger: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keep(stranger, key="k0")
    item = keep(citizen)

    with django_assert_num_queries(1):
        found = offered(citizen, f"Bản sao {MARRIAGE}", f"{MARRIAGE} của cha mẹ", "Giấy khai sinh")

    assert [(one.item, one.is_same) for one in found.values()] == [(item, True), (item, False)]
    assert found[0].code == "D-1"
    with django_assert_num_queries(0):
        assert offered(citizen) == {}


def test_a_paper_with_a_life_of_six_months_is_not_offered_after_it(citizen: Person) -> None:
    item = keep(citizen, SINGLE, issued=date(2025, 8, 31))

    assert item.valid_to == date(2026, 2, 28)
    assert offered(citizen, SINGLE, today=date(2026, 2, 28))
    assert not offered(citizen, SINGLE, today=date(2026, 3, 1))
    with pytest.raises(services.NotUsable):
        services.use_items(items=[item], purpose="Hồ sơ", subject="dossier:D-2", by=SYSTEM, at=NOW)


def test_each_use_is_written_once_for_each_piece_of_work(citizen: Person) -> None:
    item = keep(citizen)
    for subject in ("dossier:D-2", "dossier:D-2", "dossier:D-3"):
        services.use_items(items=[item], purpose=f"Dùng trong {subject}", subject=subject, by=SYSTEM, at=NOW)
    services.use_items(items=[], purpose="Không", subject="dossier:D-4", by=SYSTEM, at=NOW)

    assert [use.subject for use in queries.uses_of(item)] == ["dossier:D-3", "dossier:D-2"]
    assert queries.store_page(citizen, 1, today=TODAY).rows[0].times == 2


def test_a_replaced_paper_says_by_what_and_is_never_used_again(citizen: Person, stranger: Person) -> None:
    old, new, other = keep(citizen), keep(citizen, key="k2"), keep(stranger, key="k3")
    with pytest.raises(Invalid, match="cùng một người"):
        services.end_item(item=old, reason="Cấp lại", replaced_by=other, by=SYSTEM, at=NOW)
    with pytest.raises(Invalid, match="lý do"):
        services.end_item(item=old, reason=" ", by=SYSTEM, at=NOW)

    services.end_item(item=old, reason="Cấp lại", replaced_by=new, by=SYSTEM, at=NOW)
    services.end_item(item=old, reason="Lần nữa", by=SYSTEM, at=NOW)

    row = queries.own_item(citizen, old.public_id, today=TODAY)
    assert (row.words, row.is_usable, row.item.ended_reason) == ("Đã thay bằng bản mới", False, "Cấp lại")
    assert offered(citizen, MARRIAGE)[0].item == new
    for deed in (
        lambda: services.verify_item(item=old, note="sổ", by=SYSTEM, at=NOW),
        lambda: services.limit_item(item=old, valid_to=None, by=SYSTEM, at=NOW),
    ):
        with pytest.raises(services.NotUsable):
            deed()


def test_people_read_their_own_store_and_nobody_elses(client: Client, cast: Cast) -> None:
    item = keep(cast.citizen)
    services.use_items(items=[item], purpose="Hồ sơ D-9", subject="dossier:D-9", by=SYSTEM, at=NOW)
    sign_in(client, cast.citizen)

    assert MARRIAGE in client.get("/giay-to-cua-toi/").content.decode()
    page = client.get(f"/giay-to-cua-toi/{item.public_id}/").content.decode()
    assert "Hồ sơ D-9" in page
    assert "12/KH" in page
    assert content_of(client, f"/giay-to-cua-toi/{item.public_id}/tep/") == b"%PDF-1.7"
    sign_in(client, cast.stranger)
    assert client.get(f"/giay-to-cua-toi/{item.public_id}/").status_code == 404
    assert client.get(f"/giay-to-cua-toi/{item.public_id}/tep/").status_code == 404
    assert "Kho chưa có giấy tờ nào" in client.get("/giay-to-cua-toi/").content.decode()


def test_the_store_is_twenty_a_page_in_few_queries(
    client: Client, citizen: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(21):
        keep(citizen, key=f"k{number}")
    sign_in(client, citizen)

    with django_assert_max_num_queries(12):
        page = client.get("/giay-to-cua-toi/").content.decode()

    assert page.count("/giay-to-cua-toi/") >= 20
    assert "trang=2" in page


def test_the_receiver_compares_and_limits_and_the_reading_is_logged(client: Client, cast: Cast) -> None:
    item = keep(cast.citizen)
    sign_in(client, cast.one_stop_officer)
    here = f"/can-bo/nguoi-dan/{cast.citizen.public_id}/kho/{item.public_id}/"

    assert client.post(here, {"viec": "doi-chieu", "note": "sổ hộ tịch"}).status_code == 302
    told = {"viec": "han-dung", "valid_to-ngay": "1", "valid_to-thang": "4", "valid_to-nam": "2026"}
    assert client.post(here, told).status_code == 302
    refused = client.post(here, {"viec": "doi-chieu", "note": ""})
    forbidden = client.post(here, {"viec": "thoi-dung", "reason": "Sai"})

    item.refresh_from_db()
    assert item.verified_note == f"{cast.one_stop_officer.full_name}: sổ hộ tịch"
    assert item.valid_to == date(2026, 4, 1)
    assert (refused.status_code, forbidden.status_code, item.ended_at) == (422, 422, None)
    assert "Thôi dùng" not in client.get(here).content.decode()
    row = accesses_of(subject_of(cast.citizen), 1).rows[0]
    assert row.purpose == f"Xem giấy tờ trong kho: {MARRIAGE}"
    assert content_of(client, f"{here}tep/") == b"%PDF-1.7"


def test_the_head_of_the_centre_takes_a_paper_out_of_use(client: Client, cast: Cast) -> None:
    old, new = keep(cast.citizen), keep(cast.citizen, key="k2")
    sign_in(client, cast.centre_head)
    here = f"/can-bo/nguoi-dan/{cast.citizen.public_id}/kho/{old.public_id}/"

    told = {"viec": "thoi-dung", "reason": "Đã cấp lại", "replaced_by": str(new.public_id)}
    assert client.post(here, told).status_code == 302

    old.refresh_from_db()
    assert old.replaced_by == new
    page = client.get(here).content.decode()
    assert "Đã thay bằng bản mới" in page
    assert "Thôi dùng" not in page
    listed = client.get(f"/can-bo/nguoi-dan/{cast.citizen.public_id}/kho/").content.decode()
    assert listed.count(MARRIAGE) == 2
    assert not StoreUse.objects.exists()
