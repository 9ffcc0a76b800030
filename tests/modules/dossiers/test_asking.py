"""What the commune holds is taken without asking; what is asked again is counted, with its reason."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.kernel.periods import Period
from xaso.modules.citizens.models import StoreItem
from xaso.modules.citizens.queries import uses_of
from xaso.modules.citizens.services import end_item
from xaso.modules.dossiers.models import Dossier, Draft, PaperOrigin
from xaso.modules.dossiers.queries import ask_meter
from xaso.modules.dossiers.services import drafting, filing, intake, reusing
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.platform.files.models import StoredFile
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.measuring.evaluation import evaluate
from xaso.platform.measuring.registry import registry

pytestmark = pytest.mark.django_db
HOUSE = "Bản chụp giấy tờ nhà"


def house_id() -> int:
    return make.version().components.get(code="tp02").pk


@pytest.fixture
def held(cast: Cast) -> StoreItem:
    """The paper of the house, in the citizen's store from a granted dossier."""
    paper = PaperIn(house_id(), medium="1", upload=make.picture("nha.png"))
    make.ready(cast, make.moment(2), papers=(paper,))
    return StoreItem.objects.get(owner=cast.citizen, source="accepted")


def whole_draft(cast: Cast) -> Draft:
    """A filing of the citizen whose questions are answered, without a paper."""
    draft = make.draft_of(cast.citizen)
    drafting.detach_file(draft=draft, file_id=draft.files.get().pk, at=make.MONDAY)
    return draft


def received(dossier: Dossier, cast: Cast) -> Dossier:
    return intake.accept(dossier=dossier, by=cast.one_stop_officer, at=make.MONDAY, seen=dossier.revision)


def place(draft: Draft) -> str:
    return f"/nop-ho-so/soan/{draft.public_id}/giay-to/"


def test_online_a_paper_is_taken_from_the_store_and_the_use_is_told(
    client: Client, cast: Cast, held: StoreItem
) -> None:
    draft = whole_draft(cast)
    sign_in(client, cast.citizen)
    listed = client.get(place(draft)).content.decode()
    shown = client.get(f"{place(draft)}house_paper/").content.decode()

    answer = client.post(f"{place(draft)}house_paper/", {"kho": str(held.public_id)})
    again = client.post(f"{place(draft)}house_paper/", {"kho": str(held.public_id)})
    dossier = filing.file_draft(draft=draft, by=cast.citizen, at=make.MONDAY)

    assert "Có trong kho" in listed
    assert "Dùng giấy này, không phải nộp lại" in shown
    assert (answer.status_code, again.status_code) == (302, 302)
    paper = dossier.papers.get()
    assert (paper.file, paper.was_reused, paper.medium) == (held.file, True, "1")
    assert (paper.origin.how, paper.origin.was_verified) == (PaperOrigin.How.REUSED, False)
    assert [use.subject for use in uses_of(held)] == [dossier.subject]
    counted = dossier.ask_once
    assert (counted.held, counted.reused, counted.asked_again) == (1, 1, 0)
    assert counted.filled == ["applicant_id", "applicant_name", "applicant_phone"]


def test_a_field_that_names_no_paper_is_offered_what_no_other_names(cast: Cast, held: StoreItem) -> None:
    shelf = reusing.Shelf(whole_draft(cast), today=make.MONDAY.date())
    house = drafting.form_of(whole_draft(cast)).field("house_paper")

    assert [one.offer.item for one in shelf.for_field(house)] == [held]
    assert shelf.for_field(replace(house, component=None)) == []


def test_taking_the_paper_out_of_the_draft_leaves_the_store_whole(cast: Cast, held: StoreItem) -> None:
    draft = whole_draft(cast)
    taken = reusing.take_from_store(
        draft=draft, field_code="house_paper", item_id=held.public_id, by=cast.citizen, at=make.MONDAY
    )

    drafting.detach_file(draft=draft, file_id=taken.pk, at=make.MONDAY)
    drafting.discard_draft(draft=draft, at=make.MONDAY)

    assert StoredFile.objects.filter(pk=held.file_id).exists()


def test_a_paper_sent_again_is_counted_with_its_reason(cast: Cast, held: StoreItem) -> None:
    online = received(make.filed(cast.citizen), cast)
    unclear = PaperIn(house_id(), medium="1", upload=make.picture("moi.png"), why="unclear")
    counter = make.taken_in(cast, papers=(unclear,))

    reasons = [dossier.papers.get(component_id=house_id()).origin.reason for dossier in (online, counter)]

    assert reasons == ["wish", "unclear"]
    assert (online.ask_once.held, online.ask_once.asked_again) == (1, 1)


def test_another_paper_of_the_same_name_is_not_held(cast: Cast, held: StoreItem) -> None:
    other = PaperIn(house_id(), medium="1", upload=make.picture("khac.png"), why="different")
    dossier = make.taken_in(cast, papers=(other,))

    assert (dossier.ask_once.held, PaperOrigin.objects.filter(paper__dossier=dossier).count()) == (0, 0)


def test_asking_by_a_supplement_for_what_is_held_is_counted(cast: Cast, held: StoreItem) -> None:
    without = make.assigned(cast)
    taken = make.assigned(cast, papers=(PaperIn(house_id(), item=held),))
    for dossier in (without, taken):
        intake.request_supplement(
            dossier=dossier,
            by=cast.specialist,
            items=[intake.Lack(house_id(), HOUSE, "Bản chụp mờ"), intake.Lack(None, "Ảnh", "Cần thêm ảnh")],
            at=make.MONDAY,
            seen=dossier.revision,
        )

    counted = [Dossier.objects.get(pk=dossier.pk).ask_once for dossier in (without, taken)]
    assert [(one.held, one.requested_again) for one in counted] == [(1, 1), (1, 1)]
    figure = evaluate(registry.get("dossiers.asked_once"), Period.year(2026))
    assert (figure.part, figure.whole) == (0, 2)
    assert ask_meter(Period.year(2026)).requested_again == 2


def test_whoever_files_for_another_is_not_shown_the_store(cast: Cast, held: StoreItem) -> None:
    draft = whole_draft(cast)
    drafting.save_party(
        draft=draft, for_other=True, other_name="Giàng Thị Già", other_id_number="099140000111",
        relation="Con", at=make.MONDAY,
    )  # fmt: skip
    draft.refresh_from_db()
    more = {"draft": draft, "field_code": "house_paper", "item_id": held.public_id, "at": make.MONDAY}

    for who in (cast.citizen, cast.stranger):
        with pytest.raises(reusing.NotOffered):
            reusing.take_from_store(by=who, **more)  # type: ignore[arg-type]


def test_a_paper_of_the_store_that_ended_meanwhile_stops_the_filing(cast: Cast, held: StoreItem) -> None:
    draft = whole_draft(cast)
    reusing.take_from_store(
        draft=draft, field_code="house_paper", item_id=held.public_id, by=cast.citizen, at=make.MONDAY
    )
    end_item(item=held, reason="Cấp lại", by=SYSTEM, at=make.MONDAY)

    with pytest.raises(Exception, match="không còn dùng được"):
        filing.file_draft(draft=draft, by=cast.citizen, at=make.MONDAY)

    assert Draft.objects.filter(pk=draft.pk).exists()


def test_the_meter_and_the_measure_say_the_same(
    client: Client, cast: Cast, held: StoreItem, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    received(make.filed(cast.citizen), cast)
    make.taken_in(cast, papers=(PaperIn(house_id(), item=held),))
    year = Period.year(2026)

    with django_assert_num_queries(4):
        meter = ask_meter(year)

    assert (meter.dossiers, meter.spared, meter.held) == (2, 1, 2)
    assert meter.reasons == [("Bà con tự nộp bản mới", 1)]
    assert [(one.name, one.reused, one.asked_again, one.share) for one in meter.papers] == [(HOUSE, 1, 1, 50)]
    assert [(one.reused, one.asked_again) for one in meter.procedures] == [(1, 1)]
    figure = evaluate(registry.get("dossiers.asked_once"), year)
    assert (figure.part, figure.whole) == (1, 2)
    sign_in(client, cast.chairman)
    page = client.get("/dieu-hanh/hoi-mot-lan/?nam=2026").content.decode()
    assert "Bà con tự nộp bản mới: 1 giấy" in page
    assert "50,0%" in page
    empty = client.get("/dieu-hanh/hoi-mot-lan/?nam=2025").content.decode()
    assert "không phát sinh" in empty


def test_the_officer_sees_where_a_paper_came_from(client: Client, cast: Cast, held: StoreItem) -> None:
    dossier = make.taken_in(cast, papers=(PaperIn(house_id(), item=held),))
    again = received(make.filed(cast.citizen), cast)
    sign_in(client, cast.one_stop_officer)

    pages = [client.get(f"/ban-lam-viec/ho-so/{one.code}/").content.decode() for one in (dossier, again)]

    assert "Lấy lại từ kho, không phải nộp, chưa đối chiếu bản chính" in pages[0]
    assert "Nộp lại dù xã đã có: bà con tự nộp bản mới" in pages[1]
