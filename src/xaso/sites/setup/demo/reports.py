"""Closed periods and reports of the synthetic year: earlier ones issued, the last still on their way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from xaso.kernel.clock import at, local_date
from xaso.modules.indicators.queries import Window, WindowKind, closings, windows_of
from xaso.modules.indicators.services import close
from xaso.modules.org.access import Role
from xaso.modules.plan import queries as plan
from xaso.modules.reports.queries import parts_of
from xaso.modules.reports.services import moving, opening, papers, writing

from .office import Office

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.reports.models import Report

OPENED_AT, SENT_AT, APPROVED_AT, ISSUED_AT = time(8, 0), time(14, 0), time(15, 30), time(16, 30)
KINDS = {WindowKind.QUARTER: "quy", WindowKind.HALF: "6-thang", WindowKind.YEAR: "nam"}
NOTHING = "Không phát sinh trong kỳ."
WORDS = {
    "i-2": "Ủy ban nhân dân xã họp kiểm điểm hằng tháng; các phòng, đơn vị gửi báo cáo qua phần mềm.",
    "i-4": "Tuyên truyền tại các buổi họp thôn, bản và trên loa của xã bằng tiếng Việt và tiếng Mông.",
    "iii-1": "Bà con nộp hồ sơ trực tuyến nhiều hơn; cán bộ một cửa hướng dẫn tại chỗ và tại thôn, bản.",
    "iii-2": "Mạng ở một số thôn, bản còn yếu; một số giấy tờ cũ chưa số hóa.",
    "iii-3": "Thiết bị cũ, nhân sự kiêm nhiệm; một số bà con chưa quen dịch vụ công trực tuyến.",
    "iv": "Tiếp tục rà soát hồ sơ sắp đến hạn mỗi ngày; số hóa kết quả ngay khi trả.",
    "v": "Đề nghị tỉnh hỗ trợ đường truyền cho các thôn, bản xa trung tâm.",
}


def make_reports(first: date, last: date, *, office: Office) -> int:
    """Close the windows that ended between the two days and report on them; how many reports were opened.

    All but the last quarter's are issued; of the last quarter one is being written, one waits for the head.
    """
    owner, head = _standing(office, last.year), office.with_role(Role.LEADER)[0]
    ended = [one for one in _windows(first, last) if _closed_on(one) <= last - timedelta(days=3)]
    for one in ended:
        close(window=one, by=owner, at=at(_closed_on(one), OPENED_AT))
    reported = [one for one in ended if one.kind in KINDS]
    quarters = [one for one in reported if one.kind is WindowKind.QUARTER]
    number = count = 0
    for one in reported:
        is_last = bool(quarters) and one == quarters[-1]
        report = _open(one, f"cchc-{KINDS[one.kind]}", owner)
        count += 1
        if not is_last:
            number += 1
            _issue(_submit(report, owner), owner, head, number)
    if quarters:
        _submit(_open(quarters[-1], "cds-quy", owner), owner)
        count += 1
    return count


def _standing(office: Office, year: int) -> Officer:
    """The plan owner whose office answers for most targets of the plan."""
    owned = Counter(one.target.owner_id for one in plan.targets(year))
    return max(office.with_role(Role.PLAN_OWNER), key=lambda officer: (owned[officer.unit_id], -officer.pk))


def _windows(first: date, last: date) -> Iterator[Window]:
    for year in range(first.year, last.year + 1):
        for one in windows_of(year):
            if one.kind in KINDS and one.period.start >= first:
                yield one


def _closed_on(one: Window) -> date:
    """The day after the window ended, when its figures are settled."""
    return one.end + timedelta(days=1)


def _open(one: Window, kind: str, owner: Officer) -> Report:
    opened = at(_closed_on(one), OPENED_AT)
    due = closings.send_by(one) or local_date(opened)
    return opening.open_report(
        kind=kind, profile="state", window=one.code, due_on=max(due, local_date(opened)), recipient="",
        by=owner, at=opened,
    )  # fmt: skip


def _submit(report: Report, owner: Officer) -> Report:
    """Every part written and taken, the papers made, put before the head."""
    moment = _moment(report, SENT_AT)
    for part in parts_of(report):
        text = part.text or WORDS.get(part.heading, NOTHING)
        sent = writing.send_part(part=part, text=text, by=owner, at=moment, seen=part.revision)
        writing.accept_part(part=sent, by=owner, at=moment, seen=sent.revision)
    report.refresh_from_db()
    papers.make_papers(report=report, at=moment, tell=_quietly)
    return moving.submit(report=report, by=owner, at=moment, seen=report.revision)


def _issue(report: Report, owner: Officer, head: Officer, number: int) -> None:
    approved = _moment(report, APPROVED_AT)
    moving.approve(report=report, by=head, at=approved, seen=report.revision)
    moment = _moment(report, ISSUED_AT)
    papers.ask_to_issue(
        report=report, number=str(number), issued_on=local_date(moment), signer_right="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH", signer_name=head.full_name, by=owner, at=moment, seen=report.revision,
    )  # fmt: skip
    report.refresh_from_db()
    papers.issue_papers(report=report, at=moment, tell=_quietly)


def _moment(report: Report, hour: time) -> datetime:
    return at(local_date(report.made_at), hour)


def _quietly(percent: int, stage: str) -> None:
    """The command tells its own stages."""
