"""The papers: what is wanted, sending each, taking one away, or bringing it to the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Refusal
from xaso.platform.ui.fields import FILE_WORDS
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink

from ..queries.filing_path import FilingPath, PaperWanted
from ..queries.group_path import path_of
from ..services import drafting, reusing
from ..services.papers import max_mb
from .filing_gate import draft_page, in_turn, to_group

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

BOX = "tep"


@draft_page
@in_turn
def papers(request: TimedRequest, person: Person, path: FilingPath) -> HttpResponse:
    """Every paper wanted and what stands with it; on to the check when nothing lacks."""
    lacking = [one for one in path.papers if one.is_lacking]
    if request.method == "POST" and not lacking:
        return after_papers(path)
    links = [ErrorLink(f"Chưa có “{one.field.label}”.", f"#giay-{one.field.code}") for one in lacking]
    shelf = reusing.Shelf(path.draft, today=path.today)
    held = {one.field.code for one in path.papers if shelf.for_field(one.field)}
    context = {"draft": path.draft, "papers": path.papers, "last": path.last, "errors": links, "held": held}
    if request.method == "POST":
        return render(request, "dossiers/people/papers.html", context, status=422)
    return render(request, "dossiers/people/papers.html", {**context, "errors": []})


@draft_page
@in_turn
def paper(request: TimedRequest, person: Person, path: FilingPath, field_code: str) -> HttpResponse:
    """One paper: take it from the store, send files, take one away, or say that it comes on paper."""
    wanted = path.paper(field_code)
    if request.method != "POST":
        return _page(request, path, wanted, [])
    draft = path.draft
    if "bo" in request.POST:
        drafting.detach_file(draft=draft, file_id=_number(request.POST["bo"]), at=request.now)
        messages.success(request, "Đã bỏ tệp.")
    elif "kho" in request.POST:
        reusing.take_from_store(
            draft=draft, field_code=field_code, item_id=_id(request.POST["kho"]), by=person, at=request.now
        )
        messages.success(request, "Đã lấy giấy từ kho. Bà con không phải nộp lại.")
    elif "mang" in request.POST:
        is_brought = request.POST["mang"] == "co"
        drafting.bring_on_paper(draft=draft, field_code=field_code, brought=is_brought, at=request.now)
        if is_brought:
            return redirect("dossiers:draft_papers", draft.public_id)
    else:
        refused = _attach(request, person, path, wanted)
        if refused:
            return _page(request, path_of(draft, today=path.today), wanted, refused)
    return redirect("dossiers:draft_paper", draft.public_id, field_code)


def after_papers(path: FilingPath) -> HttpResponse:
    """The last look; in a group the list of its filings, which leads to the next."""
    if path.draft.group_id is not None:
        return to_group(path)
    return redirect("dossiers:draft_check", path.draft.public_id)


def _attach(request: TimedRequest, person: Person, path: FilingPath, wanted: PaperWanted) -> list[str]:
    """Send each file; return a sentence for each that was refused. The others are kept."""
    uploads = request.FILES.getlist(BOX)
    if not uploads:
        return ["Hãy chọn tệp ảnh hoặc PDF rồi bấm “Tải lên”."]
    refused = []
    for upload in uploads:
        try:
            drafting.attach_file(
                draft=path.draft,
                field_code=wanted.field.code,
                component_code=wanted.field.component or "",
                upload=upload,
                by=person,
                at=request.now,
            )
        except Refusal as refusal:
            refused.append(refusal.sentence)
        else:
            messages.success(request, f"Đã nhận tệp {upload.name}.")
    return refused


def _page(request: TimedRequest, path: FilingPath, wanted: PaperWanted, refused: list[str]) -> HttpResponse:
    code = wanted.field.code
    context = {
        "draft": path.draft,
        "wanted": path.paper(code),
        "following": path.paper_after(code),
        "offers": _offers(path, wanted),
        "box": BOX,
        "errors": [ErrorLink(sentence, f"#{BOX}") for sentence in refused],
        "max_mb": max_mb(),
        "file_words": FILE_WORDS,
    }
    return render(request, "dossiers/people/paper.html", context, status=422 if refused else 200)


def _offers(path: FilingPath, wanted: PaperWanted) -> list[reusing.Held]:
    """What the store holds for this paper and is not taken yet."""
    taken = {one.item_id for one in wanted.files}
    offered = reusing.Shelf(path.draft, today=path.today).for_field(wanted.field)
    return [one for one in offered if one.offer.item.pk not in taken]


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise reusing.NotOffered from None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
