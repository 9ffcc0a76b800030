"""Plans, their readings and their versions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.kernel.paging import PAGE_SIZE, Page, page_number
from xaso.modules.org.access import officer_page
from xaso.platform.files.services import disposition
from xaso.platform.measuring.registry import registry
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, may_keep_plan
from ..queries import readings, versions
from ..queries.version_activities import activity_changes

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_safe
@officer_page(*FOLLOWERS)
def home(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The plans in force, and every file handed in."""
    context = {
        "newest": versions.newest_versions(),
        "page": readings.readings(page_number(request.GET.get("trang"))),
        "keeps": may_keep_plan(officer),
    }
    return render(request, "plan/reading/home.html", context)


@require_safe
@officer_page(*FOLLOWERS)
def version_list(request: TimedRequest, officer: Officer, plan: str) -> HttpResponse:
    """The versions of one plan."""
    found = readings.plan_of_code(plan)
    page = versions.versions(plan, page_number(request.GET.get("trang")))
    return render(request, "plan/reading/versions.html", {"plan": found, "page": page})


@require_safe
@officer_page(*FOLLOWERS)
def version(request: TimedRequest, officer: Officer, plan: str, number: int) -> HttpResponse:
    """One version whole: its targets with their thresholds, 20 a page."""
    found = versions.version(plan, number)
    targets = found.snapshot["targets"]
    page_no = page_number(request.GET.get("trang"))
    start = (page_no - 1) * PAGE_SIZE
    names = {one.code: one.name for one in registry.all()}
    rows = [
        (one, versions.levels(one), versions.figure_source(one, names))
        for one in targets[start : start + PAGE_SIZE + 1]
    ]
    context = {
        "version": found,
        "page": Page.cut(rows, page_no, total=len(targets)),
        "sections": {one["code"]: one["name"] for one in found.snapshot["sections"]},
        "owners": versions.owner_names(),
        "rulings": found.snapshot.get("rulings", []),
    }
    return render(request, "plan/reading/version.html", context)


@require_safe
@officer_page(*FOLLOWERS)
def version_json(request: TimedRequest, officer: Officer, plan: str, number: int) -> HttpResponseBase:
    """One version as a file in the shape of a pack's plan.json."""
    found = versions.version(plan, number)
    return as_file(found.snapshot, f"{plan}-ban-{number}.json")


@require_safe
@officer_page(*FOLLOWERS)
def compare(request: TimedRequest, officer: Officer, plan: str) -> HttpResponse:
    """What differs between two versions, by default the last two."""
    numbers = [one.number for one in versions.versions(plan).rows]
    newer = _number(request.GET.get("den"), numbers[0] if numbers else 0)
    earlier = max((one for one in numbers if one < newer), default=newer)
    older = _number(request.GET.get("tu"), earlier)
    found = versions.compare(plan, older, newer)
    page_no = page_number(request.GET.get("trang"))
    start = (page_no - 1) * PAGE_SIZE
    rows = found.changes[start : start + PAGE_SIZE + 1]
    context = {
        "found": found,
        "numbers": numbers,
        "page": Page.cut(rows, page_no, total=len(found.changes)),
        "activities": activity_changes(found.older, found.newer, versions.owner_names()),
        "same": len(found.newer.snapshot["targets"]) - found.count("added") - found.count("changed"),
    }
    return render(request, "plan/reading/compare.html", context)


def as_file(data: object, name: str) -> HttpResponse:
    """Plain data as a JSON file to keep."""
    answer = HttpResponse(json.dumps(data, ensure_ascii=False, indent=2), content_type="application/json")
    answer["Content-Disposition"] = disposition(name, inline=False)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
