"""A citizen at the keyboard, papers to send, and dossiers at the points of life their pages show."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import NOW, Cast, sign_in
from xaso.kernel.clock import local_date
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier, Draft
from xaso.modules.dossiers.services import drafting, ending, filing, handling, intake, resolving
from xaso.modules.procedures.queries import current_version, form_definition

RESIDENCE = "9.000001"
TODAY = local_date(NOW)
ANSWERS = {
    "applicant_name": "Giàng Thị Say",
    "applicant_id": "099190000901",
    "applicant_phone": "0912000901",
    "home": {"province": "99", "commune": "99123", "village": "B1", "detail": ""},
    "since": "2020-01-02",
    "kind": "own",
}
SECTIONS = ("applicant", "home")


def picture(name: str = "giay-nha.png") -> SimpleUploadedFile:
    """A true PNG, small."""
    out = BytesIO()
    segno.make("giấy tờ nhà").save(out, kind="png")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


@pytest.fixture
def people(citizen: Person, client: Client) -> Client:
    """The citizen's browser, signed in."""
    return sign_in(client, citizen)


@pytest.fixture
def draft(citizen: Person) -> Draft:
    """A filing just begun."""
    version = current_version(RESIDENCE, TODAY)
    return drafting.start_draft(person=citizen, version=version, form=form_definition(version, TODAY), at=NOW)


@pytest.fixture
def answered(draft: Draft) -> Draft:
    """A filing with every question answered and no paper yet."""
    for section in SECTIONS:
        draft = drafting.save_section(draft=draft, section_code=section, values=ANSWERS, at=NOW)
    return draft


@pytest.fixture
def complete(answered: Draft, citizen: Person) -> Draft:
    """A filing that only waits to be sent."""
    drafting.attach_file(
        draft=answered, field_code="house_paper", component_code="tp02", upload=picture(), by=citizen, at=NOW
    )
    return answered


@pytest.fixture
def filed(complete: Draft, citizen: Person) -> Dossier:
    """A dossier that waits to be received."""
    return filing.file_draft(draft=complete, by=citizen, at=NOW)


@pytest.fixture
def later(filed: Dossier, citizen: Person) -> Draft:
    """Another filing, begun after the first was sent."""
    version = current_version(RESIDENCE, TODAY)
    form = form_definition(version, TODAY)
    return drafting.start_draft(person=citizen, version=version, form=form, at=NOW + timedelta(minutes=5))


@pytest.fixture
def received(filed: Dossier, cast: Cast) -> Dossier:
    """A dossier the one-stop received."""
    return intake.accept(dossier=filed, by=cast.one_stop_officer, at=NOW, seen=filed.revision)


@pytest.fixture
def asked(filed: Dossier, cast: Cast) -> Dossier:
    """A dossier for which one more paper was asked."""
    lack = intake.Lack(component_id=None, name="Giấy ủy quyền", reason="Bản gửi bị mờ, không đọc được")
    return intake.request_supplement(
        dossier=filed, by=cast.one_stop_officer, items=[lack], at=NOW, seen=filed.revision
    )


@pytest.fixture
def refused(filed: Dossier, cast: Cast) -> Dossier:
    """A dossier that was not received."""
    return intake.refuse(
        dossier=filed,
        by=cast.one_stop_officer,
        reason="Không thuộc thẩm quyền của xã",
        at=NOW,
        seen=filed.revision,
    )


@pytest.fixture
def ready(received: Dossier, cast: Cast) -> Dossier:
    """A dossier whose result waits for the person."""
    at = NOW + timedelta(hours=2)
    acting = {"at": at}
    one = handling.assign(
        dossier=received, to=cast.specialist, by=cast.head_of_office, seen=received.revision, **acting
    )
    one = resolving.propose_result(
        dossier=one,
        by=cast.specialist,
        outcome="granted",
        summary="Xác nhận nơi ở",
        upload=picture("ket-qua.png"),
        seen=one.revision,
        **acting,
    )
    one = handling.forward(dossier=one, by=cast.head_of_office, seen=one.revision, **acting)
    one = resolving.approve(dossier=one, by=cast.chairman, seen=one.revision, **acting)
    return resolving.issue(
        dossier=one, by=cast.clerk, number="12/XN", issued_on=TODAY, seen=one.revision, **acting
    )


@pytest.fixture
def returned(ready: Dossier, cast: Cast) -> Dossier:
    """A dossier whose result is in the person's hand."""
    return ending.return_result(
        dossier=ready,
        by=cast.one_stop_officer,
        channel="counter",
        returned_to="Giàng Thị Say, căn cước",
        at=NOW + timedelta(hours=3),
        seen=ready.revision,
    )


@pytest.fixture
def as_stranger(stranger: Person) -> Client:
    """Another person's browser."""
    return sign_in(Client(), stranger)


@pytest.fixture
def as_officer(cast: Cast) -> Client:
    """An officer's browser, on the people's side."""
    return sign_in(Client(), cast.one_stop_officer)


Fetch = Callable[[str], str]


@pytest.fixture
def read(people: Client) -> Fetch:
    """Open a page as the citizen and return its text."""

    def fetch(path: str) -> str:
        answer = people.get(path)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    return fetch
