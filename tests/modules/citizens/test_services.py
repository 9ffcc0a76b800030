"""People's records: made by themselves or at the counter, one record a number, every write in the journal."""

from datetime import UTC, date, datetime

import pytest

from xaso.kernel.errors import Invalid, Missing
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.queries import people_like, person_by_id, person_by_number, person_of, subject_of
from xaso.modules.citizens.services import (
    AccountExists,
    PersonDiffers,
    correct_contact,
    record_person,
    register_account,
)
from xaso.modules.citizens.services.records import OtherPerson
from xaso.modules.org.models import Officer
from xaso.platform.identity.models import User
from xaso.platform.identity.services import WeakPassword
from xaso.platform.journal.actors import Actor
from xaso.platform.journal.queries import timeline

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
BORN = date(1988, 4, 30)
NUMBER = "099188000777"
COUNTER = Actor(kind="officer", key="7", name="Khà Văn Đón", unit="Trung tâm")


def register(**facts: object) -> Person:
    typed: dict[str, object] = {
        "id_number": NUMBER,
        "full_name": "Tẩn Mỷ Chiêu",
        "date_of_birth": BORN,
        "phone": "0912 777 000",
        "email": "",
        "password": "nui-cao-suoi-sau-2025",
    }
    return register_account(at=AT, **(typed | facts))  # type: ignore[arg-type]


def write_down(**facts: object) -> Person:
    typed: dict[str, object] = {"full_name": "Tẩn Mỷ Chiêu", "id_number": NUMBER, "date_of_birth": BORN}
    return record_person(by=COUNTER, at=AT, **(typed | facts))  # type: ignore[arg-type]


@pytest.mark.django_db
def test_an_account_is_made_with_its_record() -> None:
    person = register()

    assert person.user is not None
    assert (person.user.username, person.user.kind, person.user.phone) == (
        NUMBER,
        User.Kind.CITIZEN,
        "0912777000",
    )
    assert person.folded_name == "tan my chieu"
    (entry,) = timeline(subject_of(person))
    assert (entry.event, entry.actor_kind) == ("citizens.account_registered", "citizen")


@pytest.mark.django_db
def test_the_journal_holds_no_personal_data() -> None:
    person = register()
    correct_contact(
        person=person, phone="0912777111", email="x@example.vn", address="Nhà 7", village=None, at=AT
    )

    written = [str(entry.data) for entry in timeline(subject_of(person))]

    assert len(written) == 2
    assert not any(secret in text for text in written for secret in (NUMBER, "Chiêu", "0912777", "Nhà 7"))


@pytest.mark.django_db
def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        register(id_number="123", full_name="X1", date_of_birth=date(2030, 1, 1), phone="12", email="@")

    fields = [problem.field for problem in refusal.value.problems]
    assert fields == ["id_number", "full_name", "date_of_birth", "phone", "email"]


@pytest.mark.django_db
def test_a_weak_password_leaves_nothing_behind() -> None:
    with pytest.raises(WeakPassword):
        register(password="ngan")

    assert not Person.objects.filter(id_number=NUMBER).exists()


@pytest.mark.django_db
def test_a_number_gets_one_account() -> None:
    register()

    with pytest.raises(AccountExists):
        register()


@pytest.mark.django_db
def test_a_person_known_from_the_counter_gets_the_account_when_name_and_birth_date_agree() -> None:
    known = write_down(address="Nhà 7")

    person = register(full_name="TẨN MỶ CHIÊU")

    assert person == known
    assert person.full_name == "Tẩn Mỷ Chiêu"
    assert timeline(subject_of(person)).last().data["was_known"] is True  # type: ignore[union-attr]


@pytest.mark.django_db
@pytest.mark.parametrize("differs", [{"full_name": "Vàng Seo Sủ"}, {"date_of_birth": date(1988, 5, 1)}])
def test_another_name_or_birth_date_is_sent_to_the_one_stop(differs: dict[str, object]) -> None:
    known = write_down()

    with pytest.raises(PersonDiffers, match="Trung tâm Phục vụ hành chính công"):
        register(**differs)

    known.refresh_from_db()
    assert known.user is None


@pytest.mark.django_db
def test_contact_data_change_for_the_record_and_the_account() -> None:
    person = register()

    correct_contact(
        person=person, phone="0912 777 111", email="x@example.vn", address=" Nhà 7 ", village=None, at=AT
    )

    person.refresh_from_db()
    user = User.objects.get(username=NUMBER)
    assert (person.phone, person.email, person.address) == ("0912777111", "x@example.vn", "Nhà 7")
    assert (user.phone, user.email) == ("0912777111", "x@example.vn")
    assert timeline(subject_of(person)).last().data["fields"] == ["phone", "email", "address"]  # type: ignore[union-attr]


@pytest.mark.django_db
def test_nothing_changed_writes_nothing() -> None:
    person = register()

    correct_contact(person=person, phone=person.phone, email="", address="", village=None, at=AT)

    assert timeline(subject_of(person)).count() == 1


@pytest.mark.django_db
def test_the_counter_writes_down_a_new_person() -> None:
    person = write_down(gender="female", phone="0912777000")

    assert (person.full_name, person.gender, person.user) == ("Tẩn Mỷ Chiêu", "female", None)
    entry = timeline(subject_of(person)).get()
    assert (entry.event, entry.actor_name) == ("citizens.person_recorded", "Khà Văn Đón")


@pytest.mark.django_db
def test_the_counter_completes_a_known_person_and_keeps_what_was_left_empty() -> None:
    known = write_down(address="Nhà 7", date_of_birth=None)

    again = write_down(full_name="Tẩn Mỷ Chiêu", gender="female", phone="0912777000")

    assert again == known
    assert (again.address, again.gender, again.date_of_birth) == ("Nhà 7", "female", BORN)
    assert timeline(subject_of(known)).last().data["fields"] == ["date_of_birth", "gender", "phone"]  # type: ignore[union-attr]


@pytest.mark.django_db
def test_the_counter_does_not_redirect_the_codes_of_an_account() -> None:
    person = register()

    write_down(phone="0999999999", email="other@example.vn", address="Nhà 8")

    person.refresh_from_db()
    assert (person.phone, person.email, person.address) == ("0912777000", "", "Nhà 8")


@pytest.mark.django_db
@pytest.mark.parametrize("differs", [{"full_name": "Vàng Seo Sủ"}, {"date_of_birth": date(1988, 5, 1)}])
def test_the_counter_cannot_write_one_person_over_another(differs: dict[str, object]) -> None:
    write_down()

    with pytest.raises(OtherPerson):
        write_down(**differs)


@pytest.mark.django_db
def test_people_without_a_number_are_told_apart() -> None:
    one, other = write_down(id_number=""), write_down(id_number="")

    assert one != other


@pytest.mark.django_db
def test_wrong_data_at_the_counter_are_named_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        write_down(full_name="", id_number="12", phone="1", email="@", date_of_birth=date(2030, 1, 1))

    assert {problem.field for problem in refusal.value.problems} == {
        "full_name",
        "id_number",
        "phone",
        "email",
        "date_of_birth",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["tan my", "chieu tan", "TẨN MỶ", "0991880", "0912777", "099 188 000 777"])
def test_people_are_found_by_name_number_or_phone(text: str) -> None:
    person = write_down(phone="0912777000")

    assert person in people_like(text)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "t", "099", "ieu", "khong co ai"])
def test_too_little_or_the_middle_of_a_word_finds_nobody(text: str) -> None:
    write_down(phone="0912777000")

    assert people_like(text) == []


@pytest.mark.django_db
def test_the_list_of_people_is_limited() -> None:
    for _ in range(5):
        write_down(id_number="")

    assert len(people_like("tan my chieu", 3)) == 3


def test_the_person_behind_a_user(citizen: Person, chairman: Officer) -> None:
    assert citizen.user is not None
    assert person_of(citizen.user) == citizen
    assert person_of(chairman.user) is None


def test_a_person_by_public_id_or_number(citizen: Person) -> None:
    assert person_by_id(citizen.public_id) == citizen
    assert person_by_number(f" {citizen.id_number} ") == citizen
    assert person_by_number("000000000000") is None
    with pytest.raises(Missing):
        person_by_id(Person(full_name="x").public_id)
