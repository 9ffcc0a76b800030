"""Loading a sound pack into every module, in the order they stand on one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.transaction import atomic

from xaso.kernel.clock import local_date
from xaso.modules.indicators.services.scoring import load_indexes
from xaso.modules.org import queries as org_queries
from xaso.modules.org import services as org
from xaso.modules.org.access import Role
from xaso.modules.payments import services as payments
from xaso.modules.plan import services as plan
from xaso.modules.procedures import services as procedures
from xaso.modules.visits import services as visits
from xaso.platform.identity import services as identity
from xaso.platform.journal.actors import SYSTEM
from xaso.sites.setup.pack.checking import Pack


@dataclass
class LoadReport:
    """What a load wrote: a line for each part, and the one-time passwords of the officers it made."""

    lines: list[tuple[str, int, int]] = field(default_factory=list)
    catalogue: procedures.LoadedProcedures = field(default_factory=procedures.LoadedProcedures)
    passwords: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def is_change(self) -> bool:
        """Whether anything was written."""
        return any(added or changed for _, added, changed in self.lines) or bool(self.catalogue)


@atomic
def load(pack: Pack, *, valid_from: date | None = None, is_demo: bool, at: datetime) -> LoadReport:
    """Write the pack, or what of it differs, in one transaction; loading it again writes nothing.

    `valid_from` is the day changed procedures change on (today when not given). With `is_demo` the invented
    officers get users, each with a random password told once in the report; those that exist are left alone.
    """
    report = LoadReport()
    today = local_date(at)
    _load_commune(pack, report, at)
    _load_catalogue(pack, report, valid_from or today, at)
    _note(report, "Hàng chờ, quầy", visits.load_queues(pack.data("queues"), by=SYSTEM, at=at))
    _note(report, "Biểu thu phí, lệ phí", payments.load_fees(pack.data("fees"), by=SYSTEM, at=at))
    loaded = plan.load_plan(pack.data("plan"), by=SYSTEM, at=at)
    title = "Kế hoạch (giữ bản đã xác nhận tại xã)" if loaded.is_kept else "Kế hoạch"
    report.lines.append((title, len(loaded.added), len(loaded.changed)))
    work = plan.load_activities(pack.data("activities"), plan=pack.data("plan")["code"], by=SYSTEM, at=at)
    report.lines.append(("Hoạt động của kế hoạch", len(work.added), len(work.changed)))
    scored = load_indexes([document.value for document in pack.indexes.values()], by=SYSTEM, at=at)
    report.lines.append(("Bộ chỉ số", len(scored.added), len(scored.changed)))
    if is_demo:
        report.passwords = _add_officers(pack.data("officers"), at)
    return report


def _load_commune(pack: Pack, report: LoadReport, at: datetime) -> None:
    is_demo = any(row["key"] == "portal.is_demo" and row["value"] for row in pack.data("settings"))
    done = org.load_commune(pack.data("commune"), is_demo=is_demo, by=SYSTEM, at=at)
    _note(report, "Xã", done)
    parts: tuple[tuple[str, str, Callable[..., org.Loaded]], ...] = (
        ("Thiết lập", "settings", org.load_settings),
        ("Đơn vị", "units", org.load_units),
        ("Vị trí việc làm", "positions", org.load_positions),
        ("Thôn", "villages", org.load_villages),
        ("Lịch làm việc", "calendar", org.load_calendar),
        ("Tỉnh, xã cả nước", "divisions", org.load_divisions),
        ("Dân tộc", "ethnic_groups", org.load_ethnic_groups),
    )
    for title, name, load_part in parts:
        _note(report, title, load_part(pack.data(name), by=SYSTEM, at=at))


def _load_catalogue(pack: Pack, report: LoadReport, valid_from: date, at: datetime) -> None:
    _note(report, "Lĩnh vực", procedures.load_fields(pack.data("fields"), by=SYSTEM, at=at))
    _note(report, "Quy trình", procedures.load_routes(pack.data("routes"), by=SYSTEM, at=at))
    forms = [document.value for document in pack.forms.values()]
    _note(report, "Biểu mẫu điện tử", procedures.load_forms(forms, by=SYSTEM, at=at))
    report.catalogue = procedures.load_procedures(
        pack.data("procedures"),
        first_from=date.fromisoformat(pack.data("commune")["established_on"]),
        valid_from=valid_from,
        by=SYSTEM,
        at=at,
    )
    found = report.catalogue
    report.lines.append(("Thủ tục", len(found.added), len(found.changed) + len(found.left)))
    events = procedures.load_life_events(pack.data("life_events"), by=SYSTEM, at=at)
    _note(report, "Sự kiện đời sống", events)
    words = procedures.load_words(pack.data("search_words"), by=SYSTEM, at=at)
    _note(report, "Từ bà con hay nói", words)
    if found or events or words:
        procedures.index_catalogue(on=local_date(at))


def _note(report: LoadReport, title: str, done: org.Loaded) -> None:
    report.lines.append((title, len(done.added), len(done.changed)))


def _add_officers(rows: list[dict[str, Any]], at: datetime) -> list[tuple[str, str, str]]:
    """Make users for the invented officers that have none; return name with roles, sign-in name, password."""
    known = org_queries.officer_user_names()
    made = []
    for row in rows:
        if not row["is_demo"] or row["username"] in known:
            continue
        password = identity.random_password()
        org.add_officer(
            username=row["username"],
            password=password,
            full_name=row["full_name"],
            unit=row["unit"],
            position=row["position"],
            roles=row["roles"],
            is_demo=True,
            by=SYSTEM,
            at=at,
        )
        roles = ", ".join(str(Role(role).label).lower() for role in row["roles"])
        made.append((f"{row['full_name']} ({row['unit']}: {roles})", row["username"], password))
    return made
