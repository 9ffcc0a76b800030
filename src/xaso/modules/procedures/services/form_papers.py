"""Nothing is published in which an e-form asks for a paper that the procedure does not have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xaso.kernel.errors import Invalid, Problem
from xaso.modules.procedures.queries.form_papers import held_against, papers_of_form
from xaso.modules.procedures.rules.form_papers import Stray
from xaso.modules.procedures.rules.forms import Definition


class PapersUnknown(Invalid):
    """A box of the form names a paper that a procedure does not have: `problems` say each."""

    code = "form_papers_unknown"
    default_sentence = "Tờ khai hỏi giấy mà thủ tục không có, nên chưa ban hành được."


def check_form_papers(definition: Definition, form_code: str, *, since: date) -> None:
    """Raise `PapersUnknown` unless every procedure that uses the form has the papers it names."""
    _refuse(
        [
            (one.code, stray)
            for one in held_against(definition, form_code, since=since)
            for stray in one.match.strays
        ]
    )


def check_version_papers(
    code: str, form_code: str, papers: Sequence[Mapping[str, Any]], *, since: date
) -> None:
    """Raise `PapersUnknown` unless the papers of a version hold all that its form names."""
    match = papers_of_form(form_code, papers, since=since)
    _refuse([(code, stray) for stray in match.strays] if match else [])


def _refuse(strays: Sequence[tuple[str, Stray]]) -> None:
    if strays:
        told = [sentence_of(code, stray) for code, stray in strays]
        raise PapersUnknown(told[0], problems=[Problem("", sentence) for sentence in told])


def sentence_of(code: str, stray: Stray) -> str:
    """What is wrong and what to do."""
    return (
        f"Ô “{stray.label}” ghi mã giấy “{stray.component}” mà thủ tục {code} không có. "
        "Sửa mã ở ô, hoặc thêm giấy vào thủ tục."
    )
