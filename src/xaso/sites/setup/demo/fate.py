"""What befalls a dossier: drawn once, before it is filed, from planted shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import at
from xaso.kernel.workdays import WorkCalendar

from .mix import Offer

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

LATE = 0.077
SUPPLEMENT = 0.11
REFUSED = 0.03
WITHDRAWN = 0.015
STOPPED = 0.004
RATED = 0.36
NEGATIVE = 0.02
SENT_BACK = 0.03
ON_PAPER_FIRST, ON_PAPER_LAST = 0.40, 0.08
RESULT_FILE_FIRST, RESULT_FILE_LAST = 0.62, 0.93
ONLINE_FIRST, ONLINE_LAST = 0.42, 0.86
POST = 0.02
FOR_ANOTHER = 0.06
STALLED = 0.10
STALLED_DAYS = 21
ASKED_MORE_OFTEN = 1.45
"""Same-day work at the counter is put right on the spot; all else is asked for more often instead."""
REFUSED_MORE_OFTEN = 1.7
"""Shares of the planted misfortunes, and where a rising share begins and ends over the year."""

ONLINE, COUNTER, BY_POST = "2", "1", "3"


@dataclass(frozen=True, slots=True)
class Fate:
    """One dossier's fate. `end` is done, refused, withdrawn or stopped; `pace` the part of its time it takes.

    `stalls_after` is how many acts are done before everybody forgets it; None for the most.
    """

    serial: int
    key: str
    offer: Offer
    applicant: Person
    submitter: Person
    channel: str
    filed_at: datetime
    end: str
    pace: float
    asks_more: bool
    is_negative: bool
    is_sent_back: bool
    on_paper: bool
    has_result_file: bool
    is_rated: bool
    stalls_after: int | None
    luck: int

    @property
    def is_online(self) -> bool:
        """Whether it is filed online."""
        return self.channel == ONLINE


class Planted:
    """Misfortunes spread evenly: of a hundred draws with share 0.08 exactly eight come true."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._owed: dict[str, float] = {}

    def befalls(self, what: str, share: float) -> bool:
        """Whether it befalls this dossier."""
        owed = self._owed.get(what, self._rng.random()) + share
        happens = owed >= 1
        self._owed[what] = owed - happens
        return happens


@dataclass(frozen=True, slots=True)
class Season:
    """The days of the year to be made, with their weights."""

    days: Sequence[date]
    weights: Sequence[float]
    last: date

    def progress(self, day: date) -> float:
        """How far the year is, 0 to 1."""
        return (day - self.days[0]).days / max((self.last - self.days[0]).days, 1)


def season(start: date, last: date, work: WorkCalendar, rng: Random) -> Season:
    """The working days from `start` to `last`: Mondays and days after holidays are full, the year grows."""
    days = [start + timedelta(days=n) for n in range((last - start).days + 1)]
    days = [day for day in days if work.is_workday(day)]
    weights = []
    for number, day in enumerate(days):
        after_rest = number > 0 and (day - days[number - 1]).days > 3
        busy = 1.5 if after_rest else 1.2 if day.isoweekday() == 1 else 1.0
        weights.append(busy * (0.85 + 0.3 * number / len(days)) * rng.uniform(0.8, 1.2))
    return Season(days, weights, last)


@dataclass(frozen=True, slots=True)
class Coming:
    """Someone coming with a request: for what, when, for whom, and who files for them if they do not."""

    key: str
    serial: int
    day: date
    offer: Offer
    applicant: Person
    helper: Person
    is_among_last: bool


def draw(coming: Coming, year: Season, planted: Planted, rng: Random) -> Fate:
    """Draw the fate of one dossier."""
    progress, offer, day = year.progress(coming.day), coming.offer, coming.day
    channel = _channel(offer, progress, planted, rng)
    place = "online" if channel == ONLINE else "counter"
    slow = not offer.is_same_day
    for_another = channel != ONLINE and planted.befalls("for_another", FOR_ANOTHER)
    is_late = planted.befalls(f"late {slow}", LATE)
    is_recent = (year.last - day).days <= STALLED_DAYS
    stalls = coming.is_among_last or (is_recent and planted.befalls("stalled", STALLED))
    asked = SUPPLEMENT * ASKED_MORE_OFTEN if slow or channel == ONLINE else 0.0
    return Fate(
        serial=coming.serial,
        offer=offer,
        key=coming.key,
        applicant=coming.applicant,
        submitter=coming.helper if for_another else coming.applicant,
        channel=channel,
        filed_at=_moment(day, channel, rng),
        end=_end(channel, planted),
        pace=rng.uniform(1.12, 2.2) if is_late else rng.triangular(0.2, 0.93, 0.55),
        asks_more=planted.befalls(f"asked {place}", asked),
        is_negative=slow and planted.befalls("negative", NEGATIVE * 2),
        is_sent_back=slow and planted.befalls("sent_back", SENT_BACK * 2),
        on_paper=planted.befalls("on_paper", _between(ON_PAPER_FIRST, ON_PAPER_LAST, progress)),
        has_result_file=planted.befalls("file", _between(RESULT_FILE_FIRST, RESULT_FILE_LAST, progress)),
        is_rated=planted.befalls("rated", RATED),
        stalls_after=rng.randint(0, 3 if coming.is_among_last else 5) if stalls else None,
        luck=rng.getrandbits(32),
    )


def _channel(offer: Offer, progress: float, planted: Planted, rng: Random) -> str:
    online = min(_between(ONLINE_FIRST, ONLINE_LAST, progress) * offer.online, 0.97)
    if offer.is_filed_here and rng.random() < online:
        return ONLINE
    return BY_POST if planted.befalls("post", POST) else COUNTER


def _end(channel: str, planted: Planted) -> str:
    """Only what comes online can be refused: at the counter people are told before they leave the paper."""
    refused = REFUSED * REFUSED_MORE_OFTEN if channel == ONLINE else 0.0
    for end, share in (("refused", refused), ("withdrawn", WITHDRAWN), ("stopped", STOPPED)):
        if planted.befalls(end, share):
            return end
    return "done"


def _moment(day: date, channel: str, rng: Random) -> datetime:
    """A moment of the day: office hours at the counter, from six to ten in the evening online."""
    if channel == ONLINE:
        minutes = int(rng.triangular(6 * 60, 22 * 60, 14 * 60))
    elif rng.random() < 0.66:
        minutes = rng.randint(7 * 60 + 35, 11 * 60 + 20)
    else:
        minutes = rng.randint(13 * 60 + 35, 16 * 60 + 50)
    return at(day, time(minutes // 60, minutes % 60))


def _between(first: float, last: float, progress: float) -> float:
    return first + (last - first) * min(max(progress, 0.0), 1.0)
