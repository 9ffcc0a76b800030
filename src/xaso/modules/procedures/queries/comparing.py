"""What a version is made of, and how two versions of a procedure differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xaso.kernel.errors import Missing
from xaso.modules.procedures.models import Procedure, ProcedureVersion
from xaso.modules.procedures.rules.versions import PARTS, Change, differences

PAPER = ("code", "name", "originals", "copies", "required", "case", "form_template")
LINKED = {"components", "route"}


def parts_of(version: ProcedureVersion) -> dict[str, Any]:
    """Every part of the version by its code word (`rules.versions.PARTS`)."""
    papers = sorted(version.components.all(), key=lambda paper: paper.order)
    values = {part: getattr(version, part) for part in PARTS if part not in LINKED}
    told = [{name: getattr(paper, name) for name in PAPER} for paper in papers]
    return values | {"route": version.route, "components": told}


def version_from(procedure: Procedure, start: date) -> ProcedureVersion:
    """The version that begins on the day, with its route and decision. Raise Missing when there is none."""
    rows = ProcedureVersion.objects.filter(procedure=procedure, valid_from=start)
    found = rows.select_related("route", "decision").first()
    if found is None:
        raise Missing("Thủ tục không có bản bắt đầu từ ngày này. Mở hồ sơ thủ tục để chọn lại.")
    return found


def comparison(before: ProcedureVersion, after: ProcedureVersion) -> list[Change]:
    """The parts in which two versions differ, in the order in which a page tells them."""
    return differences(parts_of(before), parts_of(after))


def preview(version: ProcedureVersion, changes: Mapping[str, Any]) -> list[Change]:
    """What would differ from the version after the changes."""
    return differences(parts_of(version), changes)
