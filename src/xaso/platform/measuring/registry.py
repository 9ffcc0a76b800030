"""The list of all measures, filled by the ``@measure`` of each module's ``measures.py``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from xaso.kernel.certainty import Certainty
from xaso.kernel.errors import Missing
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import Answer, Unit

Function = Callable[[Period], Answer]
Kept = TypeVar("Kept", bound=Function)

_CODE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class MeasureMissing(Missing):
    """There is no measure, or no split of it, by that name."""

    code = "measure_missing"
    default_sentence = "Không có số liệu nào mang tên này. Chọn lại từ bảng chỉ tiêu."


@dataclass(frozen=True, slots=True)
class Split:
    """A way to divide a figure: ``path`` leads over to-one fields of the records to the key shown.

    Records whose path is empty are told as ``blank``.
    """

    code: str
    name: str
    path: str
    blank: str = "Chưa rõ"


@dataclass(frozen=True, slots=True)
class Measure:
    """A registered measure: its function, and what a reader must know of it.

    ``date_field`` is the field of the records by which they belong to a month. A measure has one only
    when the figure of a long period is the sum of its months; without one it is a stock, counted as
    it stands at each period's end. ``listing`` names the page that lists such records.

    A measure in POINTS answers with the share that rises, a stock; what it rose from is the share as it was
    kept at the end of the year before, which whoever keeps figures puts in (`Figure.since`).

    ``facts`` are field paths of the records whose values are frozen with each record when a period is
    closed: they tell why it counted (dates, states, flags), so that a later difference can be named. Never
    personal data: no names, numbers, addresses.

    ``is_confidential`` says that a record would tell how one person answered: whoever lists such records, now
    or of a closed period, leaves out the public code and every link, and names no group of a few.
    ``tells_nobody`` says that the records are of no person, so that they may be published however few.
    """

    code: str
    name: str
    unit: Unit
    basis: str
    certainty: Certainty
    definition: str
    function: Function
    part_name: str
    whole_name: str
    date_field: str | None
    splits: tuple[Split, ...]
    listing: str
    facts: tuple[str, ...] = ()
    is_confidential: bool = False
    tells_nobody: bool = False

    @property
    def module(self) -> str:
        """The module that owns the measure: the first word of its code."""
        return self.code.partition(".")[0]

    @property
    def is_stock(self) -> bool:
        """Whether it is counted as it stands at a period's end."""
        return self.date_field is None

    def split(self, code: str) -> Split:
        """The split of that code. Raises `MeasureMissing`."""
        found = next((each for each in self.splits if each.code == code), None)
        if found is None:
            raise MeasureMissing(f"Số liệu “{self.name}” không chia theo “{code[:40]}”.")
        return found


class Registry:
    """Measures by code."""

    def __init__(self) -> None:
        self._measures: dict[str, Measure] = {}

    def measure(
        self,
        code: str,
        name: str,
        *,
        unit: Unit,
        basis: str,
        certainty: Certainty = Certainty.D,
        definition: str = "",
        part_name: str = "",
        whole_name: str = "",
        date_field: str | None = None,
        splits: tuple[Split, ...] = (),
        listing: str = "",
        facts: tuple[str, ...] = (),
        is_confidential: bool = False,
        tells_nobody: bool = False,
    ) -> Callable[[Kept], Kept]:
        """Register the decorated function of a `Period` as the measure ``code``; it stays callable.

        ``definition`` is the sentence shown to readers; the docstring stands in for it. ``part_name``
        and ``whole_name`` name the two sets in the reader's words; ``facts`` and ``is_confidential`` are told
        at `Measure`. Raises ValueError for a code that is taken or not ``module.name``, and for a function
        without a docstring.
        """

        def register(function: Kept) -> Kept:
            docstring = _docstring(code, function)
            told = Measure(
                code=code, name=name, unit=unit, basis=basis, certainty=certainty,
                definition=definition or docstring, function=function, part_name=part_name,
                whole_name=whole_name, date_field=date_field, splits=splits, listing=listing, facts=facts,
                is_confidential=is_confidential, tells_nobody=tells_nobody,
            )  # fmt: skip
            self._add(told)
            return function

        return register

    def get(self, code: str) -> Measure:
        """The measure of that code. Raises `MeasureMissing`."""
        if code not in self._measures:
            raise MeasureMissing
        return self._measures[code]

    def all(self) -> tuple[Measure, ...]:
        """Every measure, by code."""
        return tuple(self._measures[code] for code in sorted(self._measures))

    def _add(self, measure: Measure) -> None:
        if not _CODE.fullmatch(measure.code):
            raise ValueError(f"a measure's code is module.name: {measure.code!r}")
        if measure.code in self._measures:
            raise ValueError(f"two measures are called {measure.code}")
        if measure.unit is Unit.POINTS and not (measure.is_stock and not measure.splits):
            raise ValueError(f"{measure.code}: a rise is of a stock, and of all its records")
        self._measures[measure.code] = measure


def _docstring(code: str, function: Function) -> str:
    docstring = inspect.getdoc(function)
    if not docstring:
        raise ValueError(f"measure {code}: say in its docstring which records it counts")
    return docstring


registry = Registry()
measure = registry.measure
