"""Typed figures and corrections of a closed window, held against their digests, their entries and their
files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from xaso.kernel.wording import moment_words
from xaso.modules.plan import queries as plan
from xaso.platform.files.models import StoredFile
from xaso.platform.files.services import is_intact
from xaso.platform.journal.actors import actor_of
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import timeline

from .. import events
from ..lifecycle import State
from ..models import Adjustment, Closing, FrozenFigure, TypedFigure
from ..queries.lists import broken
from ..rules.findings import Finding, Proof
from ..rules.freezing import plain
from ..rules.windows import SPAN_WORDS
from .freezing import typed_digest

Place = tuple[str, str, str, int]
"""Span, measure, target and number of a correction."""
DECISIONS = {
    events.AdjustmentApproved.name: Adjustment.State.APPROVED,
    events.AdjustmentRefused.name: Adjustment.State.REFUSED,
}


def check_typed(figures: Sequence[FrozenFigure], proof: Proof) -> None:
    """Add to the proof every typed figure that is not, or whose evidence is not, what it was at the closing.

    Two queries. Source: our own design.
    """
    frozen = {one.digest: one for one in figures if one.source == FrozenFigure.Source.TYPED and one.digest}
    rows = TypedFigure.objects.filter(target_code__in={one.target for one in frozen.values()})
    typed = list(rows.select_related("evidence").order_by("pk"))
    for figure in frozen.values():
        behind = _behind(figure, typed)
        proof.typed += len(figure.typed) or 1
        if typed_digest(behind) != figure.digest or not all(one.state == State.APPROVED for one in behind):
            now = "; ".join(_typed_words(one, figure.unit) for one in behind) or "không còn"
            says = f"Sổ số nhập đã bị sửa sau khi khóa: lúc khóa ghi {figure.words}, số nhập nay {now}."
            proof.findings.append(broken(says, figure.target))
        for one in behind:
            if one.evidence is not None and not is_intact(one.evidence):
                proof.findings.append(broken(_spoiled(one.evidence, "số nhập"), figure.target))


def _behind(figure: FrozenFigure, typed: Sequence[TypedFigure]) -> list[TypedFigure]:
    """The typed figures a frozen one was made from, in the order it names them; of a closing that names
    none, the one that has its digest.
    """
    by_key = {one.pk: one for one in typed if one.target_code == figure.target}
    if not figure.typed:
        return [one for one in by_key.values() if typed_digest([one]) == figure.digest][:1]
    return [by_key[key] for key in figure.typed if key in by_key]


def _typed_words(one: TypedFigure, unit: str) -> str:
    state = State(one.state).label.lower()
    return f"ghi {plan.value_words(one.value, unit)} cho kỳ {one.window}, nguồn “{one.source}”, {state}"


def check_adjustments(closing: Closing, proof: Proof) -> None:
    """Add to the proof every correction that is not what its journal entries say, or whose file is not.

    Two queries. Source: our own design.
    """
    rows = Adjustment.objects.filter(figure__closing=closing).order_by("figure__order", "number")
    made = list(rows.select_related("figure", "evidence", "proposed_by__unit", "decided_by__unit"))
    asked, decided = _entries(closing)
    proof.adjustments = len(made)
    for one in made:
        proof.findings += _of_one(one, asked.pop(_place(one), None), decided.pop(_place(one), None))
    for span, measure, target, number in {**asked, **decided}:
        says = f"Điều chỉnh lần {number} ({SPAN_WORDS[span]}) có trong nhật ký, nay không còn."
        proof.findings.append(broken(says, target or measure))


def _place(one: Adjustment) -> Place:
    return one.figure.span, one.figure.measure, one.figure.target, one.number


def _entries(closing: Closing) -> tuple[dict[Place, Entry], dict[Place, Entry]]:
    """The entries by which corrections were asked for, and those by which they were decided."""
    names = (events.AdjustmentProposed.name, *DECISIONS)
    asked: dict[Place, Entry] = {}
    decided: dict[Place, Entry] = {}
    for entry in timeline(closing.subject).filter(event__in=names):
        data = entry.data
        place = (data["span"], data["measure"], data["target"], data["number"])
        (decided if entry.event in DECISIONS else asked).setdefault(place, entry)
    return asked, decided


def _of_one(one: Adjustment, asked: Entry | None, decided: Entry | None) -> Iterator[Finding]:
    code = one.figure.target or one.figure.measure
    called = f"Điều chỉnh lần {one.number}"
    if asked is None:
        yield broken(f"{called} ({one.words}) không có trong nhật ký.", code)
    else:
        yield from _differences(called, code, asked, _asked(one), _asked_told(asked))
    if decided is None and one.state != Adjustment.State.WAITING:
        yield broken(f"{called} ghi “{one.get_state_display()}”, nhật ký không có quyết định ấy.", code)
    elif decided is not None:
        yield from _differences(called, code, decided, _decided(one), _decided_told(decided))
    if not is_intact(one.evidence):
        yield broken(_spoiled(one.evidence, called.lower()), code)


def _differences(
    called: str, code: str, entry: Entry, now: Mapping[str, Any], told: Mapping[str, Any]
) -> Iterator[Finding]:
    wrong = [name for name in now if now[name] != told[name]]
    if wrong:
        pairs = "; ".join(
            f"{name}: nhật ký ghi {_shown(told[name])}, nay {_shown(now[name])}" for name in wrong
        )
        yield broken(f"{called} đã bị sửa sau mục {entry.seq} của nhật ký. {pairs}.", code)


def _asked(one: Adjustment) -> dict[str, Any]:
    return {
        "tử số": one.part,
        "mẫu số": one.whole,
        "giá trị": one.value,
        "lời ghi số": one.words,
        "so với ngưỡng": one.states,
        "lý do": one.reason,
        "dấu minh chứng": one.evidence.sha256,
        "người lập": actor_of(one.proposed_by).key,
        "lúc lập": one.proposed_at,
    }


def _asked_told(entry: Entry) -> dict[str, Any]:
    data = entry.data
    return {
        "tử số": data["part"],
        "mẫu số": data["whole"],
        "giá trị": Decimal(data["value"]),
        "lời ghi số": data["words"],
        "so với ngưỡng": data["states"],
        "lý do": data["reason"],
        "dấu minh chứng": data["evidence"],
        "người lập": entry.actor_key,
        "lúc lập": entry.at,
    }


def _decided(one: Adjustment) -> dict[str, Any]:
    return {
        "quyết định": one.state,
        "ý kiến": one.decision_note,
        "người quyết định": actor_of(one.decided_by).key if one.decided_by else "",
        "lúc quyết định": one.decided_at,
    }


def _decided_told(entry: Entry) -> dict[str, Any]:
    return {
        "quyết định": DECISIONS[entry.event],
        "ý kiến": entry.data["note"],
        "người quyết định": entry.actor_key,
        "lúc quyết định": entry.at,
    }


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "trống"
    if hasattr(value, "astimezone"):
        return moment_words(value)
    return str(plain(value)) if isinstance(value, Decimal) else str(value)


def _spoiled(file: StoredFile, of: str) -> str:
    return f"Dấu tệp minh chứng “{file.name}” của {of} không khớp: tệp đã bị sửa hoặc không còn."
