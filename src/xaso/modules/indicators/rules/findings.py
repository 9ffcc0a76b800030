"""What a proof of a closed period finds, in words that can be shown, printed and kept in the journal.

Source: our own design (see proving).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .proving import Difference, Judged, Verdict
from .windows import Window

KEPT_SILENT = "bản ghi không nêu tên, để giữ kín người trả lời"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: of the whole window (no ``figures``), of a figure, or of one record behind figures.

    ``figures`` are codes of measures or targets. A record that may not be told one by one has neither name
    nor values. ``model`` is that of the record, for whoever puts its facts into words.
    """

    verdict: Verdict
    says: str
    figures: tuple[str, ...] = ()
    record: str = ""
    change: str = ""
    fact: str = ""
    before: str = ""
    now: str = ""
    model: str = ""

    def plain(self) -> dict[str, str]:
        """The finding as the journal keeps it. Basis: our own design."""
        return {
            "verdict": self.verdict.value, "says": self.says, "figures": " ".join(self.figures),
            "record": self.record, "change": self.change, "fact": self.fact, "before": self.before,
            "now": self.now, "model": self.model,
        }  # fmt: skip

    @classmethod
    def read(cls, data: Mapping[str, str]) -> Finding:
        """The finding that `plain` wrote. Basis: our own design."""
        rest = {name: data[name] for name in ("says", "record", "change", "fact", "before", "now", "model")}
        return cls(verdict=Verdict(data["verdict"]), figures=tuple(data["figures"].split()), **rest)

    @property
    def words(self) -> str:
        """The finding on one line. Basis: our own design."""
        what = f"{self.fact}: {self.before or 'trống'} → {self.now or 'trống'}" if self.fact else self.change
        where = ", ".join(self.figures)
        return "; ".join(one for one in (self.record, what, where, self.says) if one)


@dataclass(slots=True)
class Proof:
    """What a proof found, worst first, and how much it looked at.

    ``figures`` and ``records`` of lists; ``rerun`` of these records were counted again by the measure's own
    conditions on their frozen values; ``adjustments`` and ``typed`` figures were held against the journal
    and their files. ``entries`` of the journal were read; ``chain_broken`` says where its chain breaks, or
    is empty. ``redefined`` are measures whose definition or setting changed since.
    """

    window: Window
    journal_from: int = 0
    figures: int = 0
    records: int = 0
    rerun: int = 0
    adjustments: int = 0
    typed: int = 0
    entries: int = 0
    chain_broken: str = ""
    redefined: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def count(self, verdict: Verdict) -> int:
        """How many findings have the verdict. Basis: our own design."""
        return sum(one.verdict is verdict for one in self.findings)

    @property
    def holds(self) -> bool:
        """Whether nothing was found that the journal does not tell. Basis: our own design."""
        return not self.count(Verdict.BROKEN)

    def sort(self) -> None:
        """Put the worst first, records by name. Basis: our own design."""
        order = list(Verdict)
        self.findings.sort(key=lambda one: (order.index(one.verdict), one.record, one.change, one.fact))


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Records of one model that the journal calls by one word; ``is_silent``: it must not name them."""

    model: str
    called: str
    is_silent: bool


@dataclass(slots=True)
class Gathering:
    """Differences of many figures by record, each told once with all the figures that stand on it."""

    groups: dict[Group, dict[str, dict[Difference, list[str]]]] = field(default_factory=dict)

    def add(self, group: Group, difference: Difference, figure: str) -> None:
        """Note that a figure stands on a record that differs. Basis: our own design."""
        records = self.groups.setdefault(group, {})
        figures = records.setdefault(difference.pk, {}).setdefault(difference, [])
        if figure not in figures:
            figures.append(figure)


def findings_of(group: Group, judged: Iterable[tuple[Judged, list[str]]]) -> list[Finding]:
    """Return differences with their figures in words; records that may not be named are counted.

    Basis: our own design.
    """
    if not group.is_silent:
        return [_told(group.model, one, figures) for one, figures in judged]
    silent = Counter(
        (one.verdict, one.says, tuple(figures), one.difference.change.label) for one, figures in judged
    )
    return [
        Finding(verdict, says, figures, f"{number} {KEPT_SILENT}", change)
        for (verdict, says, figures, change), number in silent.items()
    ]


def _told(model: str, judged: Judged, figures: list[str]) -> Finding:
    one = judged.difference
    return Finding(
        judged.verdict, judged.says, tuple(figures), one.code or one.pk, one.change.label, one.fact,
        _value(one.before), _value(one.now), model,
    )  # fmt: skip


def _value(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "có" if value else "không"
        case _:
            return str(value)
