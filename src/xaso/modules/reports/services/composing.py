"""Put together what the paper of a report says: agency, grounds, words under each heading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xaso.kernel.periods import Period
from xaso.modules.indicators.queries import Window
from xaso.modules.org import queries as org
from xaso.modules.plan import queries as plan

from ..models import MergedText, Part, Report
from ..papers.context import Paper
from ..rules import naming, outline
from ..rules.outline import PARTY

if TYPE_CHECKING:
    from xaso.modules.plan.models import Target

PARTY_KIND = "party"


def targets_by_heading(kind: str, year: int, *, days: Period | None = None) -> dict[str, list[Target]]:
    """Return the plan's targets told under each written heading, in the plan's order; ``days``: those that
    stood in the period told of, as its last version puts them, for a later one may have ended some.

    Which sections of the plan belong to a heading is the setting `reports.sections`.
    """
    sections: Mapping[str, list[str]] = org.setting("reports.sections", {}).get(
        outline.kind_of(kind).subject, {}
    )
    standing = plan.targets_in(year, days) if days else plan.targets(year)
    rows = [one.target for one in standing]
    return {
        heading.code: [row for row in rows if row.section.code in sections.get(heading.code, [])]
        for heading in outline.written_headings(kind)
    }


def texts_of(report: Report) -> dict[str, str]:
    """Return the words under each heading: as merged, else the offices' parts one after the other."""
    parts: dict[str, list[str]] = {}
    for part in Part.objects.filter(report=report).order_by("unit__order", "pk"):
        parts.setdefault(part.heading, []).append(part.text.strip())
    merged = dict(MergedText.objects.filter(report=report).values_list("heading", "text"))
    return {
        heading.code: merged.get(
            heading.code, "\n".join(text for text in parts.get(heading.code, []) if text)
        )
        for heading in outline.written_headings(report.kind)
    }


def paper_of(report: Report) -> Paper:
    """Return everything the paper says but its figures."""
    return sample_paper(
        report.kind,
        report.profile,
        report.year,
        texts=texts_of(report),
        focal=report.focal_unit.short_name,
        days=Window.parse(report.window).period,
    ).signed(report)


def sample_paper(
    kind: str,
    profile: str,
    year: int,
    *,
    texts: Mapping[str, str] | None = None,
    focal: str = "",
    days: Period | None = None,
) -> Paper:
    """Return a paper of a kind and form without a report behind it: for trying templates. ``days`` as in
    `targets_by_heading`.
    """
    home = org.commune()
    is_party = profile == PARTY
    signing = org.setting("reports.signing", {}).get(profile, {})
    agency = _party_committee() if is_party else home.committee_name
    targets = targets_by_heading(kind, year, days=days)
    return Paper(
        kind=outline.kind_of(kind),
        profile=profile,
        year=year,
        above=_above() if is_party else "",
        agency=agency,
        agency_on_top=_on_two_lines(agency, home.full_name),
        agency_sign=_agency_sign(profile),
        number="",
        dated_on=None,
        place=home.name,
        recipient="",
        grounds=tuple(_grounds(year)),
        receivers=tuple(org.setting("reports.receivers", {}).get(profile, [])),
        drafting_unit=focal,
        signer_right=signing.get("right", ""),
        signer_title=signing.get("title", ""),
        signer_name="",
        texts=texts or {},
        headings=tuple(targets),
        codes_of={heading: tuple(row.code for row in rows) for heading, rows in targets.items()},
    )


def sign_of(profile: str, number: str) -> str:
    """Return number and sign as the agency of a form writes them; nothing before there is a number."""
    return naming.sign(profile, number, _agency_sign(profile)) if number else ""


def _agency_sign(profile: str) -> str:
    return str(org.setting("reports.agency_sign", {}).get(profile, ""))


def _grounds(year: int) -> list[str]:
    """The grounds of the pack, then the plan itself."""
    named = plan.plans(year).values_list("name", "decision").first()
    written: list[str] = list(org.setting("reports.grounds", []))
    if named:
        name, decision = named
        written.append(f"Căn cứ {name}{f' ({decision})' if decision else ''}")
    return written


def _party_committee() -> str:
    """The commune's Party committee, as the pack names it."""
    found = next((unit.name for unit in org.units() if unit.kind == PARTY_KIND), "")
    full_name = org.commune().full_name
    return found or f"Đảng ủy {full_name[:1].lower()}{full_name[1:]}"


def _above() -> str:
    """The Party organisation above: that of the province."""
    home = org.commune()
    province = dict(org.provinces()).get(home.province_code, home.province_name)
    return f"Đảng bộ {province[:1].lower()}{province[1:]}"


def _on_two_lines(agency: str, full_name: str) -> str:
    """The agency's name with the commune's own on a line of its own."""
    head = agency.lower().removesuffix(full_name.lower())
    cut = len(head)
    return f"{agency[:cut].rstrip()}\n{agency[cut:]}" if 0 < cut < len(agency) else agency
