"""The synthetic year: the same each time, misfortunes planted, nobody real in it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Sum
from django.test import TestCase

from tests.cast import Cast
from xaso.kernel.codes import digest, is_citizen_id
from xaso.kernel.errors import Missing
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.queries import person_of
from xaso.modules.dossiers.lifecycle import OPEN
from xaso.modules.dossiers.models import (
    Dossier,
    Handover,
    OldResult,
    Opinion,
    Postponement,
    Supplement,
    Verification,
)
from xaso.modules.indicators.models import MonthlyFigure
from xaso.modules.org.models import Commune, Officer
from xaso.modules.org.queries import calendar, clear_caches
from xaso.modules.payments.models import Payment, Receipt, ReceiptSeries, Shift
from xaso.modules.surveys.models import Rating
from xaso.platform.files.models import StoredFile
from xaso.platform.identity.models import User
from xaso.platform.jobs.models import Job
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import broken_entry
from xaso.platform.notices.models import Delivery, Notice
from xaso.sites.setup.demo.mix import offers

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = "2026-11-24"
MOMENTS = ("filed_at", "received_at", "due_at", "finished_at", "returned_at")
WHO = ("applicant__full_name", "applicant__id_number", "version__procedure__code")
FACTS = ("code", "state", "channel", *MOMENTS, "is_late", *WHO, "answers", "revision")


def made(*options: str, today: str = TODAY) -> str:
    """Make a small year; return what the command said."""
    said = StringIO()
    call_command("demo_year", "--small", "--today", today, *options, stdout=said, stderr=said)
    return said.getvalue()


def facts() -> str:
    """A digest of all that matters of the year, free of keys the database gives."""
    rows = Dossier.objects.order_by("code").values_list(*FACTS)
    told = Entry.objects.filter(subject__startswith="dossier:").order_by("seq")
    entries = [[one.event, one.at, one.subject] for one in told]
    return digest({"dossiers": [list(row) for row in rows], "told": entries})


def undone(work: Any) -> Any:
    """What the work returns, its writes taken back."""

    class Back(Exception):
        pass

    found = None
    try:
        with transaction.atomic():
            found = work()
            raise Back
    except Back:
        clear_caches()
    return found


def test_the_same_call_makes_the_same_year_in_two_databases() -> None:
    first = undone(lambda: (made(), facts())[1])
    other_seed = undone(lambda: (made("--seed", "7"), facts())[1])

    made()

    assert facts() == first
    assert facts() != other_seed


def assert_money_adds_up() -> None:
    """Each payment has its receipts, each drawer was handed over as counted, no number is left out."""
    paid = Payment.objects.aggregate(sum=Sum("amount"))["sum"]
    assert paid == Receipt.objects.filter(replaces=None).aggregate(sum=Sum("amount"))["sum"] > 0
    for shift in Shift.objects.filter(closed_at__isnull=False):
        assert (shift.counted_cash, shift.hand_over.amount) == (shift.expected_cash, shift.expected_cash)
    for series in ReceiptSeries.objects.all():
        numbers = series.receipts.order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(1, series.last + 1))


class TestTheYear(TestCase):
    """Made once; each test sees it as it was made."""

    known: set[int]
    waiting: int
    said: str

    @classmethod
    def setUpTestData(cls) -> None:
        """Make the year."""
        cls.known = set(Person.objects.values_list("pk", flat=True))
        cls.waiting = Job.objects.filter(name="journal.deliver").count()
        cls.said = made()

    def test_the_misfortunes_are_planted_and_the_year_grows_online(self) -> None:
        dossiers = list(Dossier.objects.order_by("filed_at"))
        states = Counter(dossier.state for dossier in dossiers)
        late = [one for one in dossiers if one.is_late]
        half = len(dossiers) // 2
        online = [sum(one.channel == "2" for one in part) for part in (dossiers[:half], dossiers[half:])]
        assert len(dossiers) == 60
        assert 3 <= len(late) <= 9
        assert 4 <= Supplement.objects.count() <= 10
        assert states["refused"] >= 1
        assert states["returned"] >= 40
        assert 12 <= Rating.objects.count() <= 24
        assert online[0] < online[1]
        assert Handover.objects.filter(medium="paper").exists()
        assert any(one.state in OPEN for one in dossiers)
        assert Opinion.objects.exists()
        assert Verification.objects.exists()
        assert Postponement.objects.exists()

    def test_officers_work_in_working_hours_and_nothing_lies_after_the_day_before(self) -> None:
        work = calendar()
        for dossier in Dossier.objects.all():
            for moment in (dossier.received_at, dossier.finished_at, dossier.returned_at):
                assert moment is None or work.next_moment(moment) == moment
        last = (
            Entry.objects.filter(event__startswith="dossiers.")
            .order_by("-at")
            .values_list("at", flat=True)[0]
        )
        assert last.date() <= date(2026, 11, 23)

    def test_the_journal_holds_figures_are_counted_and_files_are_few(self) -> None:
        received = MonthlyFigure.objects.on_calendar().filter(
            measure="dossiers.received", counted_at__isnull=False
        )
        assert broken_entry() is None
        assert_money_adds_up()
        assert sum(row.whole for row in received) == Dossier.objects.exclude(received_at=None).count()
        assert 1 < StoredFile.objects.filter(name__contains="gia-lap").count() <= 7
        archive = Counter(OldResult.objects.values_list("state", flat=True))
        assert (archive.total(), archive["listed"], archive["scanned"]) == (24, 17, 6)

    def test_nobody_in_it_can_be_real(self) -> None:
        people = Person.objects.exclude(pk__in=self.known)
        assert people.count() == 60
        for person in people:
            assert is_citizen_id(person.id_number or "")
            assert (person.id_number or "")[:3] > "096"
            assert person.phone == "" or person.phone.startswith("0300")
            assert person.email == ""
        named = re.findall(r"\b0\d{11}\b", str(list(Dossier.objects.values_list("answers", flat=True))))
        assert named
        assert all(number[:3] > "096" for number in named)

    def test_two_people_can_sign_in_and_have_notices_but_nothing_went_outside(self) -> None:
        accounts = re.findall(r"^  (09\d{10})  (\S{19})   ", self.said, re.MULTILINE)
        assert len(accounts) == 2
        for number, password in accounts:
            user = User.objects.get(username=number)
            assert user.check_password(password)
            assert person_of(user) is not None
            assert user.phone.startswith("0300")
        self.client.force_login(user)
        assert self.client.get("/ho-so/").status_code == 200
        assert Notice.objects.exists()
        assert not Delivery.objects.exists()
        assert Job.objects.filter(name="journal.deliver").count() == self.waiting

    def test_a_second_run_says_that_it_is_there_and_another_year_comes_only_on_request(self) -> None:
        assert made() == "Năm giả lập đã có sẵn, không ghi gì thêm.\n"
        assert Dossier.objects.count() == 60
        made("--again")
        assert Dossier.objects.count() == 120
        assert broken_entry() is None


@pytest.mark.parametrize("options", [(), ("--again",)])
def test_a_real_installation_takes_no_synthetic_year(options: tuple[str, ...]) -> None:
    Commune.objects.update(is_demo=False)
    clear_caches()

    with pytest.raises(CommandError, match="không phải bản trình diễn"):
        made(*options)
    assert not Dossier.objects.exists()


def test_beyond_the_working_calendar_nothing_is_made() -> None:
    with pytest.raises(CommandError, match="Lịch làm việc mới có"):
        made(today="2029-01-10")
    assert not Person.objects.filter(id_number__startswith="098").exists()


def test_an_office_without_a_role_says_what_is_missing(cast: Cast) -> None:
    Officer.objects.update(is_active=False)

    with pytest.raises(CommandError, match="Chưa có cán bộ"):
        made()


def test_a_catalogue_without_known_procedures_says_so() -> None:
    with pytest.raises(Missing, match="không có thủ tục nào"):
        offers(date(2020, 1, 1))
