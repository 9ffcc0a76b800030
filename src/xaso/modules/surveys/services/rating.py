"""Rate the service after the result was returned."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Missing, Problem
from xaso.kernel.text import clean_lines
from xaso.modules.org.queries import setting
from xaso.platform.journal.actors import Actor, ActsAs, actor_of
from xaso.platform.journal.services import record

from .. import rules
from ..events import Rated
from ..models import Rating

if TYPE_CHECKING:
    from xaso.modules.dossiers.models import Dossier

DAYS_OPEN = 30
SOMEONE = Actor(kind="citizen", key="", name="Người dân (không ghi tên)")


class NotYours(Missing):
    """The dossier is not this person's, or the one who asks is an officer."""

    code = "not_yours"


class NotReturned(Conflict):
    """There is no result in the person's hand yet."""

    code = "not_returned"
    default_sentence = "Hồ sơ chưa trả kết quả nên chưa đánh giá được. Bà con quay lại sau khi nhận kết quả."


class TooLate(Conflict):
    """The days in which one may rate are over."""

    code = "too_late"


class AlreadyRated(Conflict):
    """One dossier is rated once."""

    code = "already_rated"
    default_sentence = "Hồ sơ này đã được đánh giá. Mỗi hồ sơ chỉ đánh giá một lần. Cảm ơn bà con."


class UnfitRating(Invalid):
    """The overall level is missing, a level is unknown, or the comment is too long."""

    code = "unfit_rating"


@transaction.atomic
def rate(
    *,
    dossier: Dossier,
    by: ActsAs,
    level: str,
    ease: str = "",
    punctuality: str = "",
    attitude: str = "",
    comment: str = "",
    at: datetime,
) -> Rating:
    """Keep the answer of the applicant or submitter on a returned dossier, once.

    The journal learns the level and the field, never who answered nor about which dossier.
    Raises `NotYours`, `NotReturned`, `TooLate`, `AlreadyRated`, `UnfitRating`.
    Source: TT 32/2017/TT-BTTTT Đ.12; NĐ 224/2026/NĐ-CP Đ.10.3b.
    """
    if not is_rater(dossier, by):
        raise NotYours
    said = _checked(level, {"ease": ease, "punctuality": punctuality, "attitude": attitude}, comment)
    # The row of the dossier is locked so that two answers sent at once do not meet at the unique key.
    held = type(dossier).objects.select_for_update().get(pk=dossier.pk)
    rated = Rating.objects.filter(dossier=held).exists()
    if rated:
        raise AlreadyRated
    if not rules.may_rate(state=held.state, rated=rated):
        raise NotReturned
    check_open(held, at=at)
    rating = Rating.objects.create(dossier=held, field=held.field, at=at, **said)
    day = local_date(at)
    event = Rated(level=level, field_code=held.field.code, rated_on=day.isoformat())
    record(event, by=SOMEONE, at=at, subject=f"ratings:{day:%Y-%m}")
    return rating


def is_rater(dossier: Dossier, by: ActsAs) -> bool:
    """Return whether ``by`` is the applicant or submitter of the dossier; never an officer."""
    return rules.is_own(
        actor_kind=actor_of(by).kind,
        person_id=getattr(by, "pk", None),
        applicant_id=dossier.applicant_id,
        submitter_id=dossier.submitter_id,
    )


def check_open(dossier: Dossier, *, at: datetime) -> None:
    """Raise `TooLate` when the days in which this dossier may be rated are over."""
    days = open_days()
    returned = local_date(dossier.returned_at) if dossier.returned_at else None
    if not rules.is_open(returned_on=returned, today=local_date(at), open_days=days):
        raise TooLate(
            f"Đã quá {days} ngày từ khi trả kết quả nên không đánh giá được nữa.",
            hint="Có điều chưa hài lòng, bà con gửi phản ánh, kiến nghị đến UBND xã.",
        )


def open_days() -> int:
    """How many days after the return one may rate (setting surveys.open_days, 30 unless set)."""
    return int(setting("surveys.open_days", DAYS_OPEN))


def _checked(level: str, details: dict[str, str], comment: str) -> dict[str, str]:
    problems = []
    if level not in rules.LEVELS:
        problems.append(Problem("level", "Chọn một mức đánh giá chung."))
    for name, value in details.items():
        if value and value not in rules.LEVELS:
            problems.append(Problem(name, "Chọn một trong ba mức, hoặc bỏ trống."))
    text = clean_lines(comment)
    if len(text) > rules.LONGEST_COMMENT:
        problems.append(Problem("comment", f"Viết ngắn lại, nhiều nhất {rules.LONGEST_COMMENT} ký tự."))
    if problems:
        raise UnfitRating(problems=problems)
    return {"level": level, **details, "comment": text}
