"""The questions, one page at a time, saved as they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.platform.eforms.answers import box_id, by_box, read_section
from xaso.platform.eforms.definition import Section
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink

from ..queries.filing_path import FilingPath
from ..queries.group_path import path_of
from ..services import drafting
from ..services.asking import filled_in
from .filing_gate import draft_page, in_turn
from .filing_papers import after_papers

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

SAVED = "Đã lưu. Bà con mở mục “Hồ sơ của tôi” để làm tiếp lúc nào cũng được."


@draft_page
@in_turn
def resume(request: TimedRequest, person: Person, path: FilingPath) -> HttpResponse:
    """Go on where it was left."""
    undone = path.first_undone
    if undone is not None:
        return redirect("dossiers:draft_section", path.draft.public_id, undone.code)
    return to_papers(path)


@draft_page
@in_turn
def section(request: TimedRequest, person: Person, path: FilingPath, section_code: str) -> HttpResponse:
    """One page of questions. What was typed is kept whether right or wrong; only a right page leads on."""
    path.section(section_code)
    if request.method != "POST":
        return _page(request, path, section_code, [])
    result = read_section(
        path.questions,
        section_code,
        request.POST,
        path.draft.answers,
        today=path.today,
        left_out=path.answered_before,
    )
    draft = drafting.save_section(
        draft=path.draft,
        section_code=section_code,
        values=result.values,
        is_done=result.is_good,
        at=request.now,
    )
    saved = path_of(draft, today=path.today)
    if "de-sau" in request.POST:
        messages.success(request, SAVED)
        return redirect("dossiers:mine")
    if result.is_good:
        return _onward(saved, section_code)
    links = [
        ErrorLink(sentence, f"#{box_id(path.form, box)}") for box, sentence in by_box(result.problems).items()
    ]
    return _page(request, saved, section_code, links, errors=result.errors)


def to_papers(path: FilingPath) -> HttpResponse:
    """The papers page, or what follows where the form asks for none that was not sent before."""
    if any(one.shared is None for one in path.papers):
        return redirect("dossiers:draft_papers", path.draft.public_id)
    return after_papers(path)


def _onward(path: FilingPath, section_code: str) -> HttpResponse:
    following = path.after(section_code)
    if following is not None:
        return redirect("dossiers:draft_section", path.draft.public_id, following.code)
    return to_papers(path)


def _page(
    request: TimedRequest,
    path: FilingPath,
    section_code: str,
    links: list[ErrorLink],
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    shown: Section = path.section(section_code)
    number, count = path.place(section_code)
    context = {
        "draft": path.draft,
        "section": shown,
        "values": path.draft.answers,
        "box_errors": errors or {},
        "errors": links,
        "number": number,
        "count": count,
        "before": path.before(section_code),
        "known": filled_in(path.draft, shown),
        "answered": path.answered_on(section_code),
    }
    return render(request, "dossiers/people/section.html", context, status=422 if links else 200)
