"""The catalogue at work: a decision that changes procedures, what of it is published, a year's reviews."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.modules.org.access import Role
from xaso.modules.org.queries import officers_with_role
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.queries.comparing import parts_of
from xaso.modules.procedures.services import reviewing
from xaso.modules.procedures.services.decisions import record_publication, write_decision

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion, Review

FEWEST, MOST = 3, 6


def make_catalogue(*, now: datetime) -> None:
    """Change a few procedures by an invented decision, publish one, review others as far as each step."""
    keepers, leaders = officers_with_role(Role.CONTROL_OFFICER), officers_with_role(Role.LEADER)
    on = local_date(now)
    popular = [*queries.popular(30, on=on), *queries.catalogue(on=on).rows]
    chosen = list(dict.fromkeys(version for version in popular if version.components.exists()))
    if not keepers or not leaders or len(chosen) < FEWEST:
        return
    _announce(chosen[-2:], keepers[0], now)
    _draft(keepers[0], now)
    _review(chosen[:MOST], keepers[0], leaders[0], now)


def _announce(chosen: list[ProcedureVersion], keeper: Officer, now: datetime) -> None:
    """One decision signed in time, two procedures by it: one seen on the national database, one waiting."""
    today = local_date(now)
    decision = services.Decision(
        number="1207/QĐ-UBND",
        decided_on=today - timedelta(days=20),
        effective_on=today - timedelta(days=6),
        issuer="UBND tỉnh (mô phỏng)",
        summary="Công bố thủ tục hành chính sửa đổi, bổ sung",
        law="Nghị định mô phỏng",
        law_effective_on=today - timedelta(days=6),
    )
    published = [
        services.new_version(
            procedure=version.procedure,
            changes={"components": parts_of(version)["components"][:-1]},
            valid_from=today,
            decision=decision,
            by=keeper,
            at=now,
        )
        for version in chosen
    ]
    record_publication(
        version=published[0],
        published_on=today - timedelta(days=15),
        note="Đã xem trên Cổng.",
        by=keeper,
        at=now,
    )


def _draft(keeper: Officer, now: datetime) -> None:
    """A decision the commune drafted, its draft controlled before it was signed."""
    today = local_date(now)
    draft = services.Decision(
        number="86/QĐ-UBND",
        decided_on=today - timedelta(days=3),
        effective_on=today,
        issuer="UBND xã (mô phỏng)",
        summary="Công bố danh mục thủ tục giải quyết tại chỗ",
    )
    write_decision(
        decision=None,
        facts=draft,
        drafted_here=True,
        controlled_on=today - timedelta(days=5),
        controlled_by=keeper.full_name,
        by=keeper,
        at=now,
    )


def _review(chosen: list[ProcedureVersion], keeper: Officer, leader: Officer, now: datetime) -> None:
    """A plan of the year: some not begun, one kept, one waiting for leaders, one accepted."""
    today = local_date(now)
    plan = reviewing.plan_reviews(
        year=today.year,
        number="12/KH-UBND",
        decided_on=date(today.year, 1, 2),
        note="Rà soát thủ tục người dân hỏi nhiều.",
        by=keeper,
        at=now,
    )
    reviewing.add_reviews(
        plan=plan,
        codes=[version.procedure.code for version in chosen],
        due_on=today + timedelta(days=30),
        by=keeper,
        at=now,
    )
    rows = list(plan.reviews.select_related("procedure").order_by("pk"))
    kept, waiting, accepted = (_found(row, keeper, now) for row in rows[:3])
    reviewing.keep_as_is(review=kept, by=keeper, at=now)
    _proposed(waiting, keeper, now)
    reviewing.decide(
        review=_proposed(accepted, keeper, now),
        is_accepted=True,
        answer="Đồng ý, trình tỉnh công bố sửa đổi.",
        number="45/TB-UBND",
        by=leader,
        at=now,
    )


def _found(review: Review, keeper: Officer, now: datetime) -> Review:
    words = "Có giấy tờ cán bộ tự tra cứu được trên cơ sở dữ liệu, không cần người dân nộp."
    return reviewing.write_findings(review=review, findings=words, by=keeper, at=now)


def _proposed(review: Review, keeper: Officer, now: datetime) -> Review:
    on = local_date(now)
    papers = [paper.code for paper in queries.version_page(review.procedure.code, on).components.all()]
    return reviewing.propose(
        review=review,
        kind="papers",
        proposal="Bỏ giấy tờ tra cứu được, cán bộ một cửa tự tra khi tiếp nhận.",
        dropped=papers[:1],
        by=keeper,
        at=now,
    )
