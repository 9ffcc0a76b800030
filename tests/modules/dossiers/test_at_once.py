"""Two act at once on one dossier, or take a number at once: one wins, nothing is lost or doubled."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests import cast as the_cast
from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.errors import Refusal
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.services import correct_contact, record_person
from xaso.modules.dossiers.lifecycle import State
from xaso.modules.dossiers.models import Dossier, DossierSeries, Draft
from xaso.modules.dossiers.services import ending, filing, handling
from xaso.modules.dossiers.services.changing import Overtaken
from xaso.modules.dossiers.services.numbering import next_code
from xaso.platform.journal.queries import timeline

ROOT = Path(__file__).resolve().parents[3]
COUNTING = """
import django; django.setup()
import sys
from datetime import datetime, UTC
from django.db import transaction
from xaso.modules.org.models import Commune
from xaso.modules.dossiers.services.numbering import next_code
for turn in range(20):
    with transaction.atomic():
        print(next_code(at=datetime(2026, 3, 2, 2, tzinfo=UTC)), flush=True)
"""


def both(*works: Callable[[], object]) -> list[object]:
    """Run each work in a thread with its own connection, started together; return results or refusals."""
    start = threading.Barrier(len(works))
    results: list[object] = [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        start.wait()
        try:
            results[place] = work()
        except Refusal as refused:
            results[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def wait_until_somebody_waits() -> None:
    """Return once another connection of this database waits for a lock."""
    asked = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits for a lock")


@pytest.fixture
def postgres(transactional_db: None) -> Cast:
    """The cast on PostgreSQL, where rows are locked."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    return the_cast.cast()


def test_whoever_acts_on_an_old_page_is_told_who_did_what_and_when(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    seen = dossier.revision
    handling.take(dossier=dossier, by=cast.specialist, at=make.moment(2, 9), seen=seen)

    with pytest.raises(Overtaken) as refused:
        handling.take(dossier=dossier, by=cast.other_specialist, at=make.moment(2, 9, 1), seen=seen)

    assert refused.value.sentence.startswith("Vi Văn Sổ (")
    assert "đã giao người xử lý hồ sơ này lúc 09:00 thứ Hai 02/03/2026" in refused.value.sentence
    assert Dossier.objects.get(pk=dossier.pk).holder == cast.specialist


def test_an_old_page_of_a_dossier_brought_in_without_a_story_is_refused_too(cast: Cast) -> None:
    made = make.taken_in(cast, code=make.COPY)
    Dossier.objects.filter(pk=made.pk).update(code="H99-CU-0001")
    dossier = Dossier.objects.get(pk=made.pk)

    with pytest.raises(Overtaken, match="vừa có người thay đổi"):
        handling.take(dossier=dossier, by=cast.specialist, at=make.MONDAY, seen=dossier.revision - 1)


def test_a_refused_change_leaves_no_trace(cast: Cast) -> None:
    dossier = make.awaiting_approval(cast)
    before = timeline(dossier.subject).count()

    with pytest.raises(Refusal):
        ending.stop(
            dossier=dossier,
            by=cast.specialist,
            reason="Không được phép.",
            at=make.MONDAY,
            seen=dossier.revision,
        )

    fresh = Dossier.objects.get(pk=dossier.pk)
    assert (fresh.state, fresh.revision) == (dossier.state, dossier.revision)
    assert timeline(dossier.subject).count() == before


def test_a_number_given_in_a_failed_filing_is_given_again(cast: Cast) -> None:
    class Failed(Exception):
        """Something broke after the number was taken."""

    def take_and_fail() -> None:
        with transaction.atomic():
            next_code(at=make.MONDAY)
            raise Failed

    with pytest.raises(Failed):
        take_and_fail()

    with transaction.atomic():
        assert next_code(at=make.MONDAY).endswith("-0001")


@pytest.mark.postgres
def test_two_take_one_dossier_at_once_and_exactly_one_gets_it(postgres: Cast) -> None:
    dossier = make.taken_in(postgres, code=make.COPY)

    results = both(
        *(
            lambda officer=officer: handling.take(  # type: ignore[misc]
                dossier=dossier, by=officer, at=make.moment(2, 9), seen=dossier.revision
            )
            for officer in (postgres.specialist, postgres.other_specialist)
        )
    )

    winners = [one for one in results if isinstance(one, Dossier)]
    losers = [one for one in results if isinstance(one, Overtaken)]
    assert (len(winners), len(losers)) == (1, 1)
    assert winners[0].holder is not None
    assert winners[0].holder.full_name in losers[0].sentence
    assert Dossier.objects.get(pk=dossier.pk).handover_count == 2


@pytest.mark.postgres
def test_the_person_withdraws_while_the_leader_approves_and_one_of_them_wins(postgres: Cast) -> None:
    dossier = make.awaiting_approval(postgres)
    from_now = make.moment(3)

    results = both(
        lambda: make.resolving.approve(
            dossier=dossier, by=postgres.chairman, at=from_now, seen=dossier.revision
        ),
        lambda: ending.withdraw(dossier=dossier, by=postgres.citizen, reason="Tôi đổi ý.", at=from_now),
    )

    assert sum(isinstance(one, Dossier) for one in results) == 1
    assert sum(isinstance(one, Refusal) for one in results) == 1
    assert Dossier.objects.get(pk=dossier.pk).state in {State.AWAITING_ISSUE, State.WITHDRAWN}


@pytest.mark.postgres
def test_a_double_press_files_one_dossier(postgres: Cast) -> None:
    draft = make.draft_of(postgres.citizen)

    results = both(
        *[lambda: filing.file_draft(draft=draft, by=postgres.citizen, at=make.MONDAY) for _ in range(4)]
    )

    assert len({one.pk for one in results if isinstance(one, Dossier)}) == 1
    assert not [one for one in results if isinstance(one, Refusal)]
    assert Dossier.objects.count() == 1
    assert not Draft.objects.exists()


@pytest.mark.postgres
def test_a_filing_and_a_correction_of_the_same_persons_data_never_wait_for_each_other(postgres: Cast) -> None:
    draft = make.draft_of(postgres.citizen)
    facts = {"phone": "0912000999", "email": "", "address": "", "village": None, "at": make.MONDAY}
    correcting = threading.Thread(
        target=lambda: both(lambda: correct_contact(person=postgres.citizen, **facts))  # type: ignore[arg-type]
    )

    with transaction.atomic():
        record_person(by=postgres.citizen, at=make.MONDAY, full_name="Giàng A Em")
        correcting.start()
        wait_until_somebody_waits()
        dossier = filing.file_draft(draft=draft, by=postgres.citizen, at=make.MONDAY)
    correcting.join()

    assert Dossier.objects.get() == dossier
    assert Person.objects.get(pk=postgres.citizen.pk).phone == "0912000999"


@pytest.mark.postgres
def test_numbers_taken_at_once_are_each_given_once_without_a_gap(postgres: Cast) -> None:
    def take_ten() -> list[str]:
        found = []
        for _ in range(10):
            with transaction.atomic():
                found.append(next_code(at=make.MONDAY))
        return found

    results = both(*[take_ten] * 4)

    codes = sorted(code for group in results for code in group)  # type: ignore[attr-defined]
    assert [int(code[-4:]) for code in codes] == list(range(1, 41))


def test_numbers_taken_by_many_processes_on_sqlite_are_each_given_once_without_a_gap(tmp_path: Path) -> None:
    world = os.environ | {
        "XASO_DATABASE": f"sqlite:///{tmp_path / 'so.sqlite3'}",
        "XASO_VAR": str(tmp_path),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "xaso.settings",
    }
    prepare = "\n".join(
        [
            "import django; django.setup()",
            "from django.db import connection",
            "from xaso.modules.org.models import Commune, ReferenceVersion, Setting",
            "from xaso.modules.dossiers.models import DossierSeries",
            "with connection.schema_editor() as editor:",
            "    [editor.create_model(one) for one in (Commune, ReferenceVersion, Setting, DossierSeries)]",
            "Commune.objects.create(code='1', name='X', full_name='X', committee_name='X', province_code='1',"
            " province_name='X', identifier='H1')",
        ]
    )
    subprocess.run([sys.executable, "-c", prepare], env=world, check=True, cwd=ROOT)

    workers = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTING], env=world, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    codes = sorted(line for worker in workers for line in worker.communicate()[0].split())

    assert [int(code[-4:]) for code in codes] == list(range(1, 61))
    assert all(worker.returncode == 0 for worker in workers)


def test_each_day_has_its_own_counter(cast: Cast) -> None:
    with transaction.atomic():
        codes = [next_code(at=make.moment(day)) for day in (2, 3, 2)]

    assert [code[-11:] for code in codes] == ["260302-0001", "260303-0001", "260302-0002"]
    assert DossierSeries.objects.count() == 2
