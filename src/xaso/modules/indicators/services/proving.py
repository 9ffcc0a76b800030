"""Prove a closed window: figures against the journal, lists against digests, records against lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from xaso.kernel.errors import Missing
from xaso.platform.jobs.services import enqueue
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.chain import entry_digest
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record

from .. import events
from ..access import may_close
from ..models import Closing, FrozenFigure
from ..queries.lists import broken
from ..rules import freezing
from ..rules.findings import Finding, Proof
from ..rules.proving import Verdict
from ..rules.windows import SPAN_WORDS, Window
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


def prove(*, window: Window, by: Actor | ActsAs, at: datetime, tell: Tell | None = None) -> Proof:
    """Prove a closed window and write in the journal what was found.

    The figures are held against the journal entry of the closing, the lists against their digests, the
    figures against their lists, and every record of every list against the record of today; each difference
    is explained by a later entry of the record or named as made behind the journal's back. Raises `Missing`
    when the window is not closed. Source: our own design.
    """
    closing = _closing(window)
    figures = list(FrozenFigure.objects.filter(closing=closing).order_by("order"))
    proof = Proof(window, figures=len(figures), findings=list(_against_journal(closing, figures)))
    compare(figures, journal_from=closing.journal_from, proof=proof, tell=tell)
    proof.sort()
    event = events.PeriodProven(
        window=window.code,
        figures=proof.figures,
        records=proof.records,
        explained=proof.count(Verdict.EXPLAINED),
        doubtful=proof.count(Verdict.DOUBTFUL),
        broken=proof.count(Verdict.BROKEN),
        findings=[one.plain() for one in proof.findings[:MOST_TOLD]],
    )
    with transaction.atomic():
        record(event, by=by, at=at, subject=closing.subject)
    return proof


def _closing(window: Window) -> Closing:
    found: Closing | None = Closing.objects.filter(window=window.code).first()
    if found is None:
        raise Missing(f"{window.label} chưa khóa nên chưa có gì để chứng minh.")
    return found


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
