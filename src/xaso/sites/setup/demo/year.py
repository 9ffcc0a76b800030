"""Makes the year: people first, then every act of every dossier in the order of time; all or nothing."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import at, local_date
from xaso.kernel.errors import Refusal
from xaso.modules.indicators.services import rebuild
from xaso.modules.org import queries as org
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.listeners import nobody_told
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record

from .absences import count_the_morning, make_absences
from .accounts import DemoAccount, open_accounts
from .archive import make_archive
from .bank import make_bank
from .catalogue import make_catalogue
from .certified_files import make_copies
from .certifying import make_certified, make_group
from .designs import make_designs
from .events import DemoYearMade
from .fate import Coming, Planted, Season, draw, season
from .life import Life, World
from .mix import Offer, offers
from .office import Office
from .people import make_neighbours, weigh
from .reports import make_reports
from .shelf import Shelf
from .tasks import make_tasks
from .till import Till
from .together import make_together
from .typed import type_figures
from .visits import make_visits

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

SUBJECT = "demo:year"
LENGTH = timedelta(days=425)
CLOSING = time(17, 30)
LAST_LEFT_OPEN = 4
"""The last who come are never served to the end, so that even a small year leaves work on the desk."""
Tell = Callable[[str], None]


class NotDemo(Refusal):
    """The installation is a real one."""

    code = "not_demo"
    default_sentence = "Đây không phải bản trình diễn nên không ghi dữ liệu giả lập vào."


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made."""

    people: int
    dossiers: int
    weeks_between_tasks: int = 1
    is_full: bool = True
    """Whether the last day has certification and a group too."""
    old_results: int = 240


FULL = Size(people=4_000, dossiers=6_000)
SMALL = Size(people=60, dossiers=60, weeks_between_tasks=8, old_results=24, is_full=False)


@dataclass
class MadeYear:
    """What was made: how many in each state, and the accounts with their one-time words."""

    first: date
    last: date
    people: int = 0
    states: dict[str, int] = field(default_factory=dict)
    accounts: list[DemoAccount] = field(default_factory=list)


def runs_so_far() -> int:
    """How many synthetic years this installation holds."""
    return timeline(SUBJECT).filter(event=DemoYearMade.name).count()


def make_year(*, size: Size, today: date, seed: int, now: datetime, tell: Tell) -> MadeYear:
    """Write fourteen months of invented work up to the day before `today`; count the figures anew.

    Everything goes through the services of real work, at moments of the past; nobody is told outside.
    Raises `NotDemo` in a real installation, `Missing` without officers or catalogue, `CalendarGap` outside
    the working calendar.
    """
    if not org.commune().is_demo:
        raise NotDemo
    run, last = runs_so_far(), today - timedelta(days=1)
    rng = Random(seed + run)  # noqa: S311 - repeatable on purpose
    made = MadeYear(first=last - LENGTH, last=last)
    with transaction.atomic(), nobody_told():
        people = _people(size, run, made, rng, tell)
        lives = _lives(size, run, made, people, rng)
        _live(lives, until=at(last, CLOSING), tell=tell)
        _close(lives)
        made.states = _count(lives)
        _tasks(size, run, made, rng, tell)
        made.accounts = open_accounts([life.dossier for life in lives if life.is_filed], at=at(last, CLOSING))
        if run == 0 and size.is_full:
            evening = at(org.calendar().add_workdays(today, -1), CLOSING)
            make_copies(people, until=evening - timedelta(hours=4), rng=rng)
            make_certified(people, until=evening, rng=rng)
            make_group(people, at=evening - timedelta(hours=2), rng=rng)
            make_together(made.accounts, now=evening - timedelta(hours=1), rng=rng)
        if run == 0 and today == local_date(now):
            make_visits(now=now, rng=rng)
            make_bank(now=now, rng=rng)
            make_designs(now=now)
            make_absences(now=now)
            make_catalogue(now=now)
        _note(made, run, seed, size)
    tell("Đếm lại số liệu")
    rebuild(at=now)
    count_the_morning(now=now)
    return made


def _people(size: Size, run: int, made: MadeYear, rng: Random, tell: Tell) -> Sequence[Person]:
    tell(f"Ghi {size.people} người dân giả lập")
    opened = org.calendar().start_of(made.first)
    people = make_neighbours(size.people, run=run, rng=rng, by=SYSTEM, at=opened)
    made.people = len(people)
    return people


def _lives(size: Size, run: int, made: MadeYear, people: Sequence[Person], rng: Random) -> list[Life]:
    """Every dossier of the year with its fate, by day."""
    work = org.calendar()
    year = season(made.first, made.last, work, rng)
    office = Office()
    world = World(office, Shelf(), work, Till(office, Random(rng.getrandbits(32))))  # noqa: S311
    planted = Planted(rng)
    return [Life(draw(one, year, planted, rng), world) for one in _comings(size, run, year, people, rng)]


def _comings(size: Size, run: int, year: Season, people: Sequence[Person], rng: Random) -> Iterator[Coming]:
    catalogue = offers(year.days[0])
    chosen: list[Offer] = rng.choices(catalogue, [one.weight for one in catalogue], k=size.dossiers)
    days = sorted(rng.choices(year.days, year.weights, k=size.dossiers))
    comers = rng.choices(people, weigh(people, rng), k=size.dossiers)
    helpers = rng.choices(people, k=size.dossiers)
    for number, (day, offer, comer, helper) in enumerate(zip(days, chosen, comers, helpers, strict=True), 1):
        is_among_last = number > size.dossiers - LAST_LEFT_OPEN
        yield Coming(f"demo-{run}-{number}", number, day, offer, comer, helper, is_among_last)


def _live(lives: Sequence[Life], *, until: datetime, tell: Tell) -> None:
    """Run the lives against each other in the order of time, up to `until`."""
    waiting = [(next(acts), number, acts) for number, acts in enumerate(life.acts() for life in lives)]
    heapq.heapify(waiting)
    month = ""
    while waiting and waiting[0][0] <= until:
        moment, number, acts = waiting[0]
        if f"{local_date(moment):%m/%Y}" != month:
            month = f"{local_date(moment):%m/%Y}"
            tell(f"Tháng {month}")
        following = next(acts, None)
        if following is None:
            heapq.heappop(waiting)
        else:
            heapq.heapreplace(waiting, (following, number, acts))


def _close(lives: Sequence[Life]) -> None:
    """Count and hand over the last drawer of cash."""
    if lives:
        lives[0].world.till.end()


def _tasks(size: Size, run: int, made: MadeYear, rng: Random, tell: Tell) -> None:
    """Tasks, money and typed figures of the plan, in the first year only: a second run would repeat each."""
    if run == 0:
        office, shelf, apart = Office(), Shelf(), size.weeks_between_tasks
        tell("Giao và làm các nhiệm vụ của kế hoạch")
        make_tasks(made.first, made.last, weeks_apart=apart, rng=rng, office=office, shelf=shelf)
        tell("Kê, quét và kiểm tra kết quả cũ")
        make_archive(made.first, made.last, most=size.old_results, rng=rng, office=office)
        tell("Nhập số liệu các quý, kèm minh chứng")
        type_figures(made.first, made.last, rng=rng, office=office, shelf=shelf)
        tell("Khóa các kỳ báo cáo và lập báo cáo")
        make_reports(made.first, made.last, office=office)


def _count(lives: Sequence[Life]) -> dict[str, int]:
    found: dict[str, int] = {}
    for life in lives:
        if life.is_filed:
            words = life.dossier.state_words
            found[words] = found.get(words, 0) + 1
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def _note(made: MadeYear, run: int, seed: int, size: Size) -> None:
    fact = DemoYearMade(
        run=run + 1,
        first_day=made.first.isoformat(),
        last_day=made.last.isoformat(),
        seed=seed,
        people=made.people,
        dossiers=size.dossiers,
    )
    record(fact, by=SYSTEM, at=at(made.last, CLOSING), subject=SUBJECT)
