"""Asking and checking: which pages are asked, what was answered, what is wrong with it.

A rule that cannot be evaluated on the answers given (bad data in an old draft, a definition changed since)
never stops anybody: the answers stay, the filing goes on, and the rule is listed as not checked
(`unchecked_rules`), to be looked at by the officer who receives the dossier.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xaso.kernel.errors import Problem

from .checking import check_field, missing_file
from .definition import Field, Form, Rule, Section
from .expressions import Unanswered, Uncheckable, holds
from .reading import Posted, read_field
from .values import Answers, scope_of, walk

log = logging.getLogger(__name__)
NOT_CHECKED = (
    "Hệ thống chưa kiểm được một điều kiện của tờ khai. Bà con cứ nộp, cán bộ sẽ xem lại khi tiếp nhận."
)
Files = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class SectionResult:
    """What a page gave. ``values`` keep what was typed even when it is wrong; save them in any case."""

    values: dict[str, Any]
    problems: list[Problem]
    unchecked: list[Rule] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether the person may go on to the next page."""
        return not self.problems

    @property
    def errors(self) -> dict[str, str]:
        """The first sentence for each box, by its name."""
        return by_box(self.problems)


def visible_sections(form: Form, answers: Answers, *, today: date) -> list[Section]:
    """The pages that are asked, given the answers so far, in order."""
    return [section for section, _, _ in walk(form, answers, today=today)]


def visible_fields(form: Form, answers: Answers, *, today: date) -> list[Field]:
    """The questions that are asked, given the answers so far, in order."""
    return [one for _, fields, _ in walk(form, answers, today=today) for one in fields]


def visible_answers(form: Form, answers: Answers, *, today: date) -> dict[str, Any]:
    """Only the answers to questions that are asked, which is what is filed; those left behind are dropped."""
    asked = visible_fields(form, answers, today=today)
    return {one.code: answers[one.code] for one in asked if one.code in answers and not one.is_file}


def next_section(form: Form, section_code: str, answers: Answers, *, today: date) -> Section | None:
    """The page asked after this one; None after the last."""
    later = False
    visible = {section.code for section in visible_sections(form, answers, today=today)}
    for section in form.sections:
        if later and section.code in visible:
            return section
        later = later or section.code == section_code
    return None


def previous_section(form: Form, section_code: str, answers: Answers, *, today: date) -> Section | None:
    """The page asked before this one; None before the first."""
    found = None
    visible = {section.code for section in visible_sections(form, answers, today=today)}
    for section in form.sections:
        if section.code == section_code:
            return found
        if section.code in visible:
            found = section
    return None


def read_section(
    form: Form,
    section_code: str,
    data: Posted,
    answers: Answers,
    *,
    today: date,
    files: Files | None = None,
    left_out: Collection[str] = (),
) -> SectionResult:
    """Read and check one page of posted boxes.

    ``answers`` are those of the other pages, and of the fields ``left_out`` of this one, which were answered
    elsewhere and are neither read nor checked. With ``files`` (papers by field code) required papers are
    checked too. Fields hidden by a condition are read and kept but not checked. Raises `Missing` for an
    unknown section.
    """
    section = form.section(section_code)
    read = [one for one in section.fields if not one.is_file and one.code not in left_out]
    values = {one.code: read_field(one, data) for one in read}
    merged = {**answers, **values}
    problems: list[Problem] = []
    unchecked: list[Rule] = []
    for shown, visible, _ in walk(form, merged, today=today):
        if shown.code == section_code:
            fields = [one for one in visible if one.code not in left_out]
            problems = _fields_problems(fields, merged, files)
            ruled, unchecked = _apply_rules(form, merged, fields, problems, today=today)
            problems = problems + ruled
    return SectionResult(values, problems, unchecked)


def check_all(form: Form, answers: Answers, *, today: date, files: Files) -> list[Problem]:
    """All that still stands in the way of filing, in the order of the form; none means it may be filed."""
    asked = visible_fields(form, answers, today=today)
    problems = _fields_problems(asked, answers, files)
    return problems + _apply_rules(form, answers, asked, problems, today=today)[0]


def unchecked_rules(form: Form, answers: Answers, *, today: date) -> list[Rule]:
    """Rules that could not be evaluated on these answers; shown to the officer who receives."""
    return _apply_rules(form, answers, visible_fields(form, answers, today=today), (), today=today)[1]


def by_box(problems: Sequence[Problem]) -> dict[str, str]:
    """The first sentence for each box, by its name."""
    boxes: dict[str, str] = {}
    for problem in problems:
        boxes.setdefault(problem.field, problem.sentence)
    return boxes


def error_links(form: Form, problems: Sequence[Problem]) -> dict[str, str]:
    """Id of the box to jump to, and the sentence: for the error summary at the top of a page."""
    return {box_id(form, name): sentence for name, sentence in by_box(problems).items()}


def box_id(form: Form, name: str) -> str:
    """The id of the first box a problem's field stands for (``birth_date`` -> ``birth_date-ngay``)."""
    code = name.split("-", 1)[0]
    kind = form.field(code).type
    if name.endswith("-date_of_birth") or (kind == "date" and name == code):
        return f"{name}-ngay"
    if kind == "person" and name == code:
        return f"{name}-name"
    if (kind == "address" and name == code) or name.endswith("-address"):
        return f"{name}-place"
    return name


def _fields_problems(fields: Sequence[Field], answers: Answers, files: Files | None) -> list[Problem]:
    problems: list[Problem] = []
    for one in fields:
        if not one.is_file:
            problems += check_field(one, answers.get(one.code))
        elif files is not None and one.required and not files.get(one.code):
            problems.append(missing_file(one))
    return problems


def _apply_rules(
    form: Form, answers: Answers, fields: Sequence[Field], found: Sequence[Problem], *, today: date
) -> tuple[list[Problem], list[Rule]]:
    """Rules said at ``fields`` that do not hold, and those that cannot be checked.

    A field that already has a problem is left alone, so that nobody reads two sentences about one box.
    """
    scope = scope_of(form, answers, today=today)
    shown = {one.code for one in fields}
    troubled = {problem.field.split("-", 1)[0] for problem in found}
    problems: list[Problem] = []
    unchecked: list[Rule] = []
    for rule in form.rules:
        if rule.field not in shown or rule.field in troubled:
            continue
        try:
            kept = holds(rule.expression, scope)
        except Unanswered:
            continue
        except Uncheckable:
            log.warning("form %s: rule %r could not be checked", form.code, rule.expression.source)
            unchecked.append(rule)
            continue
        if not kept:
            troubled.add(rule.field)
            problems.append(Problem(rule.field, rule.message))
    return problems, unchecked
