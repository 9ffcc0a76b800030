"""Prove a closed window: figures against the journal, lists against digests, records against lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from xaso.kernel.errors import Missing
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.chain import entry_digest
from xaso.platform.journal.queries import broken_entry, last_seq, timeline
from xaso.platform.journal.services import record

from .. import events
from ..access import may_close
from ..models import Closing, FrozenFigure
from ..queries.lists import broken
from ..rules import freezing
from ..rules.findings import Finding, Proof
from ..rules.proving import Verdict
from ..rules.windows import SPAN_WORDS, Window
from .checking import check_adjustments, check_typed
from .closing import full_line, short_line
from .comparing import compare
from .freezing import Tell

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.jobs.models import Job

PROVE = "indicators.prove"
MOST_TOLD = 200
"""Findings that go into the journal, worst first: enough to act on; the command prints all."""


def ask_to_prove(*, window: Window, by: Officer, at: datetime) -> Job:
    """Queue a proof of a closed window as a job of the officer who asks.

    Raises `Missing` for who may not ask, and for a window that is not closed.
    """
    if not may_close(by):
        raise Missing
    _closing(window)
    return enqueue(
        PROVE,
        {"window": window.code, "officer": by.pk},
        at=at,
        key=f"{PROVE}:{window.code}",
        title=f"Chứng minh số liệu {window.label}",
        owner=by.user.get_username(),
    )


@dataclass(frozen=True, slots=True)
class Chain:
    """The journal's chain, read from its first entry to its last. ``broken`` says where and how, or is
    empty.
    """

    entries: int
    broken: str


def read_chain() -> Chain:
    """Read the whole journal and say whether its chain holds. Source: our own design."""
    found = broken_entry()
    return Chain(last_seq(), "" if found is None else f"mục {found.seq}: {found.reason}")


def prove(
    *, window: Window, by: Actor | ActsAs, at: datetime, tell: Tell | None = None, chain: Chain | None = None
) -> Proof:
    """Prove a closed window and write in the journal what was found.

    First the journal's chain is read: where it breaks, nothing counts as told. Then the figures are held
    against the journal entry of the closing, the lists against their digests, the figures against their
    lists and against the measure's own conditions run again, typed figures against their digests and files,
    corrections against their entries and files, and every record of every list against the record of today;
    each difference is explained by a later entry of the record or named as made behind the journal's back.
    ``chain`` was read already by who proves several windows. Raises `Missing` when the window is not closed.
    Source: our own design.
    """
    closing = _closing(window)
    read = chain or read_chain()
    figures = list(FrozenFigure.objects.filter(closing=closing).order_by("order"))
    proof = Proof(
        window, closing.journal_from, len(figures), entries=read.entries, chain_broken=read.broken,
        findings=[*_of_chain(read), *_against_journal(closing, figures)],
    )  # fmt: skip
    compare(figures, proof=proof, tell=tell)
    check_typed(figures, proof)
    check_adjustments(closing, proof)
    proof.sort()
    event = events.PeriodProven(
        window=window.code,
        figures=proof.figures,
        records=proof.records,
        explained=proof.count(Verdict.EXPLAINED),
        doubtful=proof.count(Verdict.DOUBTFUL),
        broken=proof.count(Verdict.BROKEN),
        findings=[one.plain() for one in proof.findings[:MOST_TOLD]],
        rerun=proof.rerun,
        adjustments=proof.adjustments,
        typed=proof.typed,
        entries=proof.entries,
        chain_broken=proof.chain_broken,
    )
    with transaction.atomic():
        record(event, by=by, at=at, subject=closing.subject)
    return proof


def _closing(window: Window) -> Closing:
    found: Closing | None = Closing.objects.filter(window=window.code).first()
    if found is None:
        raise Missing(f"{window.label} chưa khóa nên chưa có gì để chứng minh.")
    return found


def _of_chain(chain: Chain) -> list[Finding]:
    if not chain.broken:
        return []
    return [broken(f"Nhật ký hỏng từ {chain.broken}. Vì thế không việc nào được coi là có trong nhật ký.")]


def _against_journal(closing: Closing, figures: Sequence[FrozenFigure]) -> Iterator[Finding]:
    """The figures held against the fact that closed them."""
    entry = timeline(closing.subject).filter(event=events.PeriodClosed.name).first()
    if entry is None:
        yield broken("Nhật ký không có mục khóa kỳ này.")
        return
    if entry.digest != entry_digest(entry):
        yield broken(f"Mục {entry.seq} của nhật ký, ghi việc khóa kỳ, đã bị sửa.")
    told = {tuple(line[:3]): line for line in entry.data["figures"]}
    for figure in figures:
        line = told.pop((figure.span, figure.measure, figure.target), None)
        code = figure.target or figure.measure
        if line is None:
            yield broken("Số liệu này không có trong mục khóa kỳ của nhật ký.", code)
        elif line != short_line(figure):
            yield broken(f"Nhật ký lúc khóa ghi {_numbers(line)}, bảng số liệu nay ghi khác.", code)
    for span, measure, target in told:
        yield broken(f"Số liệu ({SPAN_WORDS[span]}) có lúc khóa, nay không còn.", target or measure)
    digest = freezing.digest_of_lines(full_line(figure) for figure in figures)
    if not digest == closing.digest == entry.data["digest"]:
        yield broken("Dấu của cả kỳ không khớp: có chữ hoặc số trong các dòng đã khóa bị đổi.")


def _numbers(line: Sequence[Any]) -> str:
    part, whole, value = line[3:6]
    return f"{part}/{whole}" if part is not None else value or "không có số"
