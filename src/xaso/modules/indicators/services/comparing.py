"""Hold the frozen lists of a closed window against their digests and against the records of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldError

from xaso.kernel.periods import Period
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import entries_after, entries_under
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.registry import Measure, MeasureMissing, registry

from ..models import FrozenFigure
from ..queries.lists import list_kept
from ..rules import freezing, proving
from ..rules.findings import Finding, Gathering, Group, Proof, findings_of
from ..rules.freezing import FrozenList, Plain
from ..rules.proving import Change, Figures, Terms, Verdict
from ..rules.telling import Told
from .freezing import Tell, code_path, list_of

PIECE = 500
SETTING = "reference:setting:"


def compare(figures: Sequence[FrozenFigure], *, proof: Proof, tell: Tell | None = None) -> None:
    """Add to the proof what is wrong with the lists, what the definitions give of them when run again, and
    what became of their records since.

    A list is read again once for each measure and span, once where both spans are the same days and froze
    the same list: two queries, and two for every 500 that differ.
    """
    counted = [one for one in figures if one.source == FrozenFigure.Source.COUNTED]
    gathering = Gathering()
    compared: set[tuple[str, str, Period]] = set()
    for number, figure in enumerate(counted):
        if tell:
            tell(95 * number // len(counted), f"Đang đối chiếu: {figure.name}")
        listed, faults = list_kept(figure)
        proof.findings += faults
        if listed is None or figure.target:  # a target's list is its measure's, which is compared once
            continue
        proof.records += listed.whole
        measure, period = _measure(figure, proof), proof.window.span(figure.span)
        asked = (figure.measure, figure.digest, period)
        if measure is not None and (faults or asked not in compared):
            compared.add(asked)
            proof.findings += _rerun(figure, listed, measure, proof)
            now = list_of(measure, period)
            group = _group(listed, measure)
            for one in proving.differences(listed, now, _elsewhere(listed, now)):
                gathering.add(group, one, measure.code)
    for group, records in sorted(gathering.groups.items()):
        proof.findings += _judged(group, records, proof)


def _rerun(figure: FrozenFigure, listed: FrozenList, measure: Measure, proof: Proof) -> list[Finding]:
    """The measure's own conditions, run again on the frozen values: they must give the frozen part and whole.

    A record whose frozen values do not tell is held against the database only. A definition or a setting that
    changed since is a reason to look; where neither did, the figure cannot have come from these records.
    """
    again = evaluation.rerun(measure, proof.window.span(figure.span))
    counted, in_part = 0, 0
    for record in listed.records:
        counts, is_in = again(dict(zip(listed.facts, record.facts, strict=False)))
        proof.rerun += is_in is not None
        counted += counts is not False
        in_part += record.in_part if is_in is None else is_in and counts is not False
    if (in_part, counted) == (listed.part, listed.whole):
        return []
    is_new = measure.code in proof.redefined or bool(entries_under(SETTING, proof.journal_from))
    if is_new:
        proof.redefined.add(measure.code)
    why = "Định nghĩa hoặc cài đặt đã đổi từ lúc khóa." if is_new else "Định nghĩa và cài đặt không đổi."
    says = (
        f"Chạy lại phép đo trên các giá trị đã khóa được {in_part}/{counted}, "
        f"danh sách đã khóa ghi {listed.part}/{listed.whole}. {why}"
    )
    return [Finding(Verdict.DOUBTFUL if is_new else Verdict.BROKEN, says, (figure.measure,))]


def _measure(figure: FrozenFigure, proof: Proof) -> Measure | None:
    """The measure of today; a changed definition is told, a measure that is no more cannot be run again."""
    try:
        measure = registry.get(figure.measure)
    except MeasureMissing:
        says = "Phiên bản phần mềm này không còn phép đo đó, nên không đếm lại được."
        proof.findings.append(Finding(Verdict.DOUBTFUL, says, (figure.measure,)))
        return None
    if measure.definition != figure.definition:
        proof.redefined.add(measure.code)
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


def _group(listed: FrozenList, measure: Measure) -> Group:
    """The records of a list, by what the journal calls them: a version of a procedure under its procedure."""
    path = code_path(apps.get_model(listed.model), measure)
    called = path.partition("__")[0] if "__" in path else listed.model.rpartition(".")[2]
    return Group(listed.model, called, measure.is_confidential)


def _judged(group: Group, records: Mapping[str, Figures], proof: Proof) -> list[Finding]:
    told = {} if group.is_silent else _told_of(group, records, proof.journal_from)
    terms = Terms(group.called, group.is_silent, not proof.chain_broken, frozenset(proof.redefined))
    judged = [
        (one, list(found[one.difference]))
        for pk, found in records.items()
        for one in proving.judge(found, told.get(pk, ()), terms)
    ]
    return findings_of(group, judged)


def _told_of(group: Group, records: Mapping[str, Figures], after: int) -> dict[str, list[Told]]:
    """What the journal told of these records after entry ``after``, and of those that were not there all that
    it ever told: under their own names, as reference data changed at the commune, and as named by a load of
    the commune pack.
    """
    codes = {pk: next(iter(found)).code or pk for pk, found in records.items()}
    subjects = {
        pk: (f"{group.called}:{code}", f"reference:{group.called}:{pk}") for pk, code in codes.items()
    }
    new = {pk for pk, found in records.items() if any(one.change is Change.ADDED for one in found)}
    entries = entries_after(after, {each for pk, pair in subjects.items() if pk not in new for each in pair})
    entries |= entries_after(0, {subject for pk in new for subject in subjects[pk]})
    loads = entries_under("pack:", after)
    found = {}
    for pk, pair in subjects.items():
        mine = [entry for subject in pair for entry in entries.get(subject, ())]
        mine += [entry for entry in loads if _names(entry, codes[pk])]
        found[pk] = [_told(entry, after) for entry in sorted(mine, key=lambda entry: entry.seq)]
    return found


def _names(entry: Entry, code: str) -> bool:
    return any(code in entry.data.get(part, ()) for part in ("added", "changed", "left"))


def _told(entry: Entry, after: int) -> Told:
    """An entry as the rules read it; what reference data became stands one level deeper."""
    data = entry.data | entry.data.get("after", {})
    return Told(entry.seq, entry.at, entry.event, entry.actor_name, data, entry.seq > after)
