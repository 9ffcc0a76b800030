"""Hold the frozen lists of a closed window against their digests and against the records of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldError

from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import entries_after
from xaso.platform.measuring.registry import Measure, MeasureMissing, registry

from ..models import FrozenFigure, FrozenRecords
from ..rules import freezing, proving
from ..rules.findings import Finding, Gathering, Proof
from ..rules.freezing import FrozenList, Plain, UnreadableList
from ..rules.proving import Difference, Told, Verdict
from .freezing import Tell, list_of

PIECE = 500


def compare(
    figures: Sequence[FrozenFigure], *, journal_from: int, proof: Proof, tell: Tell | None = None
) -> None:
    """Add to the proof what is wrong with the lists, and what became of their records since.

    A list is read again once for each measure and span: two queries, and two for every 500 that differ.
    """
    counted = [one for one in figures if one.source == FrozenFigure.Source.COUNTED]
    gathering = Gathering()
    for number, figure in enumerate(counted):
        if tell:
            tell(95 * number // len(counted), f"Đang đối chiếu: {figure.name}")
        listed, faults = list_kept(figure)
        proof.findings += faults
        if listed is None or figure.target:  # a target's list is its measure's, which is compared once
            continue
        proof.records += listed.whole
        measure = _measure(figure, proof)
        if measure is not None:
            now = list_of(measure, proof.window.span(figure.span))
            found = proving.differences(listed, now, _elsewhere(listed, now))
            _judge(found, listed, measure, journal_from, gathering)
    proof.findings += gathering.findings()


def list_kept(figure: FrozenFigure) -> tuple[FrozenList | None, list[Finding]]:
    """Return the list of a figure, and what is wrong with it; None when there is none to read. One query."""
    code = figure.target or figure.measure
    kept = FrozenRecords.objects.filter(figures=figure).first()
    if kept is None:
        return None, [broken("Danh sách bản ghi của số này không còn.", code)]
    try:
        text = freezing.unpacked(bytes(kept.content))
        listed = freezing.read(text)
    except UnreadableList:
        return None, [broken("Danh sách bản ghi của số này đã hỏng, không đọc được.", code)]
    faults = []
    if freezing.digest_of(text) != figure.digest:
        faults.append(broken("Danh sách bản ghi đã bị sửa: dấu không khớp.", code))
    if (listed.part, listed.whole) != (figure.part, figure.whole):
        says = (
            f"Đếm danh sách được {listed.part}/{listed.whole}, số đã khóa ghi {figure.part}/{figure.whole}."
        )
        faults.append(broken(says, code))
    return listed, faults


def broken(says: str, *codes: str) -> Finding:
    """Return a finding about the closing itself, not about one record."""
    return Finding(Verdict.BROKEN, says, codes)


def _measure(figure: FrozenFigure, proof: Proof) -> Measure | None:
    """The measure of today; a changed definition is told, a measure that is no more cannot be run again."""
    try:
        measure = registry.get(figure.measure)
    except MeasureMissing:
        says = "Phiên bản phần mềm này không còn phép đo đó, nên không đếm lại được."
        proof.findings.append(Finding(Verdict.DOUBTFUL, says, (figure.measure,)))
        return None
    if measure.definition != figure.definition:
        says = "Định nghĩa đếm đã đổi từ lúc khóa kỳ."
        proof.findings.append(Finding(Verdict.DOUBTFUL, says, (figure.measure,)))
    return measure


def _elsewhere(frozen: FrozenList, now: FrozenList) -> dict[str, tuple[Plain, ...]]:
    """The facts of today of frozen records that no longer count. A fact that only the measure's own question
    knows is taken as it was.
    """
    here = {one.pk for one in now.records}
    left = {one.pk: one for one in frozen.records if one.pk not in here}
    model = apps.get_model(frozen.model)
    paths = [path for path in frozen.facts if _is_of(model, path)]
    found: dict[str, tuple[Plain, ...]] = {}
    keys = sorted(left)
    for start in range(0, len(keys), PIECE):
        rows = model._default_manager.filter(pk__in=keys[start : start + PIECE]).values_list("pk", *paths)
        for key, *values in rows:
            known = dict(zip(paths, map(freezing.plain, values), strict=True))
            then = dict(zip(frozen.facts, left[str(key)].facts, strict=False))
            found[str(key)] = tuple(known.get(path, then.get(path)) for path in frozen.facts)
    return found


def _is_of(model: Any, path: str) -> bool:
    """Whether the path leads over fields of the model, not over something one question adds."""
    try:
        model._default_manager.values_list(path)
    except FieldError:
        return False
    return True


def _judge(
    found: Iterable[Difference], listed: FrozenList, measure: Measure, after: int, gathering: Gathering
) -> None:
    by_record: dict[str, list[Difference]] = {}
    for one in found:
        by_record.setdefault(one.pk, []).append(one)
    name = listed.model.rpartition(".")[2]
    subjects = {pk: f"{name}:{group[0].code or pk}" for pk, group in by_record.items()}
    silent = measure.is_confidential
    entries = {} if silent else entries_after(after, set(subjects.values()))
    for pk, group in by_record.items():
        told = [_told(entry) for entry in entries.get(subjects[pk], ())]
        for judged in proving.judge(group, told, is_silent=silent):
            gathering.add(listed.model, judged, measure.code, is_confidential=silent)


def _told(entry: Entry) -> Told:
    return Told(entry.seq, entry.at, entry.event, entry.actor_name, entry.data)
