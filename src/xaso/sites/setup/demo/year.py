"""Makes the year: people first, then every act of every dossier in the order of time, a week a piece."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import at, local_date
from xaso.kernel.errors import Refusal
from xaso.modules.dossiers.queries import own_dossier
from xaso.modules.indicators.services import rebuild
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.listeners import nobody_told
from xaso.platform.journal.services import record

from .absences import count_the_morning
from .accounts import DemoAccount, open_accounts
from .beside import CLOSING, Tell, last_evening, make_around, make_last_days
from .events import DemoYearBegun, DemoYearMade
from .fate import Coming, Planted, Season, draw, season
from .life import Life, Moments, World
from .mix import Offer, offers
from .office import Office
from .people import make_neighbours, weigh
from .pieces import SUBJECT, Pieces, Rest, begin, begun, days_of, runs_so_far
from .shelf import Shelf
from .till import Till
from .together import make_together

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

LENGTH = timedelta(days=425)
LAST_LEFT_OPEN = 4
"""The last who come are never served to the end, so that even a small year leaves work on the desk."""


class NotDemo(Refusal):
    """The installation is a real one."""

    code = "not_demo"
    default_sentence = "Đây không phải bản trình diễn nên không ghi dữ liệu giả lập vào."


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made."""

    name: str
    people: int
    dossiers: int
    weeks_between_tasks: int = 1
    is_full: bool = True
    """Whether the last day has certification and a group too."""
    old_results: int = 240


FULL = Size("full", people=4_000, dossiers=6_000)
SMALL = Size("small", people=60, dossiers=60, weeks_between_tasks=8, old_results=24, is_full=False)
SIZES = {size.name: size for size in (FULL, SMALL)}
NEEDED = (
    Role.RECEIVER,
    Role.RETURNER,
    Role.CASHIER,
    Role.CLERK,
    Role.LEADER,
    Role.PLAN_OWNER,
    Role.UNIT_HEAD,
)
"""Without any of these the year would stop half way."""


@dataclass
class MadeYear:
    """What was made: how many in each state, and the accounts with their one-time words."""

    first: date
    last: date
    people: int = 0
    states: dict[str, int] = field(default_factory=dict)
    accounts: list[DemoAccount] = field(default_factory=list)


def make_year(
    *, size: Size, today: date, seed: int, now: datetime, tell: Tell, rest: Rest = lambda seconds: None
) -> MadeYear:
    """Write fourteen months of invented work up to the day before `today`; count the figures anew.

    Everything goes through the services of real work, at moments of the past; nobody is told outside. It is
    written a week at a time and `rest` lets others write in between; a year that was begun and not ended is
    taken up instead, as it was begun. Raises `NotDemo` in a real installation, `Missing` without officers or
    catalogue, `CalendarGap` outside the working calendar.
    """
    if not org.commune().is_demo:
        raise NotDemo
    year = begun()
    if year is not None:
        tell("Làm tiếp năm giả lập còn dở")
    else:
        year = _begin(size, today, seed)
    pieces = Pieces.of(year.run, rest)
    with nobody_told():
        made = _write(year, SIZES[year.size], pieces, now, tell)
    tell("Đếm lại số liệu")
    rebuild(at=now)
    count_the_morning(now=now)
    return made


def _begin(size: Size, today: date, seed: int) -> DemoYearBegun:
    """Note what will be made. Nothing is written where somebody or something it needs is missing."""
    office, last = Office(), today - timedelta(days=1)
    for role in NEEDED:
        office.with_role(role)
    first = last - LENGTH
    season(first, last, org.calendar(), Random(seed))  # noqa: S311 - looks whether the calendar reaches so far
    offers(first)
    year = DemoYearBegun(
        run=runs_so_far(), size=size.name, first_day=first.isoformat(), last_day=last.isoformat(), seed=seed
    )
    begin(year, at=at(last, CLOSING))
    return year


def _write(year: DemoYearBegun, size: Size, pieces: Pieces, now: datetime, tell: Tell) -> MadeYear:
    """Every piece that is not there yet, in the order of the year."""
    first, last = days_of(year)
    made = MadeYear(first=first, last=last)
    rng = Random(year.seed + year.run)  # noqa: S311 - repeatable on purpose
    people = _people(size, year.run, made, rng, tell)
    lives = _lives(size, year.run, made, people, rng)
    _live(lives, pieces, until=at(last, CLOSING), tell=tell)
    made.states = _count(lives)
    if year.run == 0:
        make_around(
            first,
            last,
            weeks_apart=size.weeks_between_tasks,
            old_results=size.old_results,
            pieces=pieces,
            seed=year.seed,
            tell=tell,
        )
        asked = people if size.is_full else ()
        make_last_days(last + timedelta(days=1), pieces=pieces, certified_for=asked, seed=year.seed, now=now)
    closing = at(last, CLOSING)
    pieces.write("end", lambda: _end(year, size, lives, made), at=closing)
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


def _live(lives: Sequence[Life], pieces: Pieces, *, until: datetime, tell: Tell) -> None:
    """Run the lives against each other in the order of time, a week a piece, up to `until`."""
    waiting = [one for life in lives if (one := _waiting(life, pieces)) is not None]
    heapq.heapify(waiting)
    month = ""
    for day, end in _weeks(lives, until):
        if f"{day:%m/%Y}" != month:
            month = f"{day:%m/%Y}"
            tell(f"Tháng {month}")
        unfiled = [life for life in lives if not life.is_filed]
        pieces.write(
            f"week {day.isoformat()}",
            lambda end=end: _week(waiting, lives, end),  # type: ignore[misc]
            at=end,
            filed=lambda unfiled=unfiled: {  # type: ignore[misc]
                life.fate.serial: life.dossier.code for life in unfiled if life.is_filed
            },
            is_moment=True,
        )


Waiting = tuple[datetime, int, Moments]


def _waiting(life: Life, pieces: Pieces) -> Waiting | None:
    """The next act of a life; of one an earlier making began, what is left of it."""
    acts = life.acts()
    code = pieces.dossiers.get(life.fate.serial)
    if code is not None and pieces.reached is not None:
        life.take_up(own_dossier(life.fate.applicant, code), pieces.reached)
        acts = life.acts_again()
    moment = next(acts, None)
    return None if moment is None else (moment, life.fate.serial, acts)


def _weeks(lives: Sequence[Life], until: datetime) -> Iterator[tuple[date, datetime]]:
    """The first day and the last moment of each week that has acts."""
    day = min((local_date(life.fate.filed_at) for life in lives), default=local_date(until))
    while day <= local_date(until):
        yield day, min(at(day + timedelta(days=6), time(23, 59)), until)
        day += timedelta(days=7)


def _week(waiting: list[Waiting], lives: Sequence[Life], end: datetime) -> None:
    """The acts up to the end of the week; then the drawer of cash is counted and handed over."""
    while waiting and waiting[0][0] <= end:
        _, number, acts = waiting[0]
        following = next(acts, None)
        if following is None:
            heapq.heappop(waiting)
        else:
            heapq.heapreplace(waiting, (following, number, acts))
    lives[0].world.till.end()


def _end(year: DemoYearBegun, size: Size, lives: Sequence[Life], made: MadeYear) -> None:
    """Open the accounts, whose passwords are told once; their holders begin groups in the first full year.
    Note that the year is whole.
    """
    closing = at(made.last, CLOSING)
    made.accounts = open_accounts([life.dossier for life in lives if life.is_filed], at=closing)
    if year.run == 0 and size.is_full:
        late = last_evening(made.last + timedelta(days=1)) - timedelta(hours=1)
        make_together(made.accounts, now=late, rng=Random(f"{year.seed} together"))  # noqa: S311
    _note(made, year.run, year.seed, size)


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
