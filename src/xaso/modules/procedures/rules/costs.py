"""What a procedure costs people: time, papers, trips, fee; what that makes of a year's dossiers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Prices:
    """What the parts cost, as the commune sets them: money in đồng, time in hours of a person."""

    hour: Decimal
    form_hours: Decimal
    paper_hours: Decimal
    trip_hours: Decimal
    trip_money: Decimal
    copy_money: Decimal
    optional_share: Decimal


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A paper to bring; one not for everybody counts by `optional_share`."""

    code: str
    name: str
    copies: int
    required: bool


@dataclass(frozen=True, slots=True)
class Burden:
    """What one version asks of who files it. `fee` is None when it is not known."""

    papers: tuple[AskedPaper, ...]
    fee: int | None
    gives_paper_result: bool
    on_the_spot: bool

    def without(self, codes: Collection[str]) -> Burden:
        """The same without some papers."""
        return replace(self, papers=tuple(paper for paper in self.papers if paper.code not in codes))


@dataclass(frozen=True, slots=True)
class Cost:
    """One filing in đồng, by part."""

    time: Decimal
    copies: Decimal
    trips: Decimal
    fee: Decimal

    @property
    def total(self) -> Decimal:
        """All parts."""
        return self.time + self.copies + self.trips + self.fee


def trips(burden: Burden, *, online: bool) -> int:
    """Return how often somebody has to come: to file and to fetch; once when it is done on the spot.

    Online nobody comes but to fetch a result on paper. Basis: our own model (design); no text of the law on
    compliance cost was at hand.
    """
    if online:
        return int(burden.gives_paper_result)
    return 1 if burden.on_the_spot else 2


def cost(burden: Burden, prices: Prices, *, online: bool) -> Cost:
    """Return what one filing costs: time to fill in and to get papers, copies, trips, fee (unknown counts 0).

    Basis: our own model (design), parts named by the plan's target III.2-02: time, trips, copies, fee.
    """
    share = {True: Decimal(1), False: prices.optional_share}
    papers = sum((share[paper.required] for paper in burden.papers), Decimal(0))
    copies = sum((share[paper.required] * paper.copies for paper in burden.papers), Decimal(0))
    went = trips(burden, online=online)
    return Cost(
        time=prices.hour * (prices.form_hours + prices.paper_hours * papers),
        copies=prices.copy_money * copies * (0 if online else 1),
        trips=went * (prices.trip_money + prices.trip_hours * prices.hour),
        fee=Decimal(burden.fee or 0),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many dossiers of a procedure came in the time, at the counter or by post and online."""

    counter: int = 0
    online: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.counter + self.online


@dataclass(frozen=True, slots=True)
class YearCost:
    """A year's dossiers of a procedure in đồng.

    `before`: as the baseline asked, all at the counter; `rules`: as the version now asks, still all at the
    counter; `now`: with those filed online.
    """

    code: str
    name: str
    count: Counted
    before: Decimal
    rules: Decimal
    now: Decimal
    fee_unknown: bool

    @property
    def saved(self) -> Decimal:
        """What people no longer spend."""
        return self.before - self.now


def year_cost(
    code: str, name: str, burdens: tuple[Burden, Burden], count: Counted, prices: Prices
) -> YearCost:
    """Return what a year's dossiers cost against the baseline; `burdens`: the baseline's and the present.

    Basis: our own model (design): the plan's III.2-02 wants the cost cut against a baseline whose day in the
    plan does not exist (31/6/2025).
    """
    baseline, present = burdens
    counter = cost(present, prices, online=False).total
    online = cost(present, prices, online=True).total
    return YearCost(
        code=code,
        name=name,
        count=count,
        before=cost(baseline, prices, online=False).total * count.total,
        rules=counter * count.total,
        now=counter * count.counter + online * count.online,
        fee_unknown=present.fee is None,
    )


@dataclass(frozen=True, slots=True)
class Meter:
    """The year in one: sums of all procedures, in đồng."""

    before: Decimal
    rules: Decimal
    now: Decimal
    dossiers: int

    @property
    def cut(self) -> Decimal | None:
        """Per cent cut against the baseline, one digit; None when nothing was filed."""
        return percent(self.before - self.now, self.before)

    @property
    def cut_by_rules(self) -> Decimal | None:
        """Of it, by what procedures ask."""
        return percent(self.before - self.rules, self.before)

    @property
    def cut_by_online(self) -> Decimal | None:
        """Of it, by filing online."""
        return percent(self.rules - self.now, self.before)


def meter(rows: Sequence[YearCost]) -> Meter:
    """Return the sums of the rows.

    Basis: our own model (design), for the plan's III.2-02.
    """
    return Meter(
        before=sum((row.before for row in rows), Decimal(0)),
        rules=sum((row.rules for row in rows), Decimal(0)),
        now=sum((row.now for row in rows), Decimal(0)),
        dossiers=sum(row.count.total for row in rows),
    )


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return the part in per cent with one digit; None of nothing.

    Basis: our own convention (design): a zero whole is “không phát sinh”, never 0% or 100%.
    """
    if whole == 0:
        return None
    return (100 * part / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def prices_of(told: Mapping[str, object]) -> Prices:
    """Return the prices from the commune's setting `procedures.cost_prices`.

    Basis: our own assumptions (design), shown with their certainty.
    """
    names = Prices.__dataclass_fields__
    return Prices(**{name: Decimal(str(told[name])) for name in names})
