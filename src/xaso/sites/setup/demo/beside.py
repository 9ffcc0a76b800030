"""What stands beside the dossiers of the year: tasks, old results, typed figures, reports, the last days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import at, local_date
from xaso.modules.org import queries as org

from .absences import make_absences
from .archive import make_archive
from .bank import make_bank
from .catalogue import make_catalogue
from .certified_files import make_copies
from .certifying import make_certified, make_group
from .designs import make_designs
from .office import Office
from .pieces import Pieces
from .reports import make_reports
from .shelf import Shelf
from .tasks import make_tasks
from .typed import type_figures
from .visits import make_visits

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

CLOSING = time(17, 30)
Tell = Callable[[str], None]


def make_around(
    first: date, last: date, *, weeks_apart: int, old_results: int, pieces: Pieces, seed: int, tell: Tell
) -> None:
    """Tasks, money, old results, typed figures and reports of the plan, in the first year only: a second run
    would repeat each. Each draws its own chances, so that one taken up comes out as if never stopped.
    """
    office, shelf, end = Office(), Shelf(), at(last, CLOSING)
    steps: tuple[tuple[str, str, Callable[[Random], object]], ...] = (
        ("tasks", "Giao và làm các nhiệm vụ của kế hoạch",
         lambda rng: make_tasks(first, last, weeks_apart=weeks_apart, rng=rng, office=office, shelf=shelf)),
        ("archive", "Kê, quét và kiểm tra kết quả cũ",
         lambda rng: make_archive(first, last, most=old_results, rng=rng, office=office)),
        ("typed", "Nhập số liệu các quý, kèm minh chứng",
         lambda rng: type_figures(first, last, rng=rng, office=office, shelf=shelf)),
        ("reports", "Khóa các kỳ báo cáo và lập báo cáo",
         lambda rng: make_reports(first, last, office=office)),
    )  # fmt: skip
    for name, words, act in steps:
        tell(words)
        rng = Random(f"{seed} {name}")  # noqa: S311 - repeatable on purpose
        pieces.write(name, lambda act=act, rng=rng: act(rng), at=end)  # type: ignore[misc]


def last_evening(today: date) -> datetime:
    """When the office closed on the last workday before `today`."""
    return at(org.calendar().add_workdays(today, -1), CLOSING)


def make_last_days(
    today: date, *, pieces: Pieces, certified_for: Sequence[Person], seed: int, now: datetime
) -> None:
    """What happens on the last day and today: copies, certification, a group (for a small year nobody asks),
    visits, the bank, absences, the catalogue; those of today only when it is today.
    """
    rng = Random(f"{seed} last days")  # noqa: S311 - repeatable on purpose
    people = certified_for
    if people:
        evening = last_evening(today)
        before = evening - timedelta(hours=4)
        pieces.write("copies", lambda: make_copies(people, until=before, rng=rng), at=evening)
        pieces.write("certified", lambda: make_certified(people, until=evening, rng=rng), at=evening)
        noon = evening - timedelta(hours=2)
        pieces.write("group", lambda: make_group(people, at=noon, rng=rng), at=evening)
    if today == local_date(now):
        pieces.write("visits", lambda: make_visits(now=now, rng=rng), at=now)
        pieces.write("bank", lambda: make_bank(now=now, rng=rng), at=now)
        pieces.write("designs", lambda: make_designs(now=now), at=now)
        pieces.write("absences", lambda: make_absences(now=now), at=now)
        pieces.write("catalogue", lambda: make_catalogue(now=now), at=now)
