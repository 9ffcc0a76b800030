"""What slows work down in the synthetic year: opinions asked, things looked at on site, dates put off."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.modules.dossiers.queries import opinions_of
from xaso.modules.dossiers.services import consulting, extending
from xaso.modules.org.access import Role
from xaso.modules.org.queries import calendar

from .fate import Fate
from .office import Office

if TYPE_CHECKING:
    from datetime import datetime

    from xaso.modules.dossiers.models import Dossier

CONSULTED, SILENT, VERIFIED, PUT_OFF = 9, 27, 11, 8
"""One in so many: asks another office, gets no answer, is looked at in the field, is put off."""
QUESTION = "Đề nghị cho ý kiến về nội dung thuộc lĩnh vực của đơn vị trước khi giải quyết hồ sơ."
ANSWER = "Đơn vị không có ý kiến khác, đề nghị giải quyết theo quy định."


def asks_others(fate: Fate) -> bool:
    """Whether another office is asked: only where there is time for it."""
    return _has_time(fate) and fate.luck % CONSULTED == 0


def ask(dossier: Dossier, fate: Fate, office: Office, rng: Random, now: datetime) -> Dossier:
    """Ask the head of another office, to be answered in two working days."""
    by = office.holder(dossier, rng)
    units = {one.unit_id: one.unit for one in office.with_role(Role.UNIT_HEAD) if one.unit_id != by.unit_id}
    if not units:
        return dossier
    return consulting.ask_opinions(
        dossier=dossier,
        by=by,
        units=[units[sorted(units)[fate.luck % len(units)]]],
        question=QUESTION,
        due_on=calendar().add_workdays(local_date(now), 2),
        at=now,
        seen=dossier.revision,
    )


def answer(dossier: Dossier, fate: Fate, office: Office, now: datetime) -> None:
    """The office answers, but for the few that stay silent."""
    if fate.luck % SILENT == 0:
        return
    heads = {one.unit_id: one for one in office.with_role(Role.UNIT_HEAD)}
    for row in opinions_of(next(iter(heads.values())), dossier, now=now):
        by = heads.get(row.opinion.unit_id or 0)
        if by is not None and row.opinion.answered_at is None:
            consulting.give_opinion(opinion=row.opinion, by=by, stance="agrees", answer=ANSWER, at=now)


def verify(dossier: Dossier, fate: Fate, office: Office, rng: Random, now: datetime) -> Dossier:
    """Look at it in the field, for one in so many where there is time."""
    if not _has_time(fate) or fate.luck % VERIFIED:
        return dossier
    by, village = office.holder(dossier, rng), dossier.village
    return consulting.record_verification(
        dossier=dossier,
        by=by,
        happened_at=now - timedelta(hours=2),
        place=f"Thôn {village.name}" if village else "Nơi ở của người đề nghị",
        participants=f"{by.full_name}, người thụ lý\n{dossier.applicant.full_name}, người đề nghị",
        content="Đối chiếu thực tế với giấy tờ trong hồ sơ.",
        conclusion="Thực tế đúng như hồ sơ.",
        at=now,
        seen=dossier.revision,
    )


def put_off(dossier: Dossier, fate: Fate, office: Office, rng: Random, now: datetime) -> Dossier:
    """Apologise and name a later day, for one in so many that would be done just in time."""
    if not _has_time(fate) or fate.luck % PUT_OFF or extending.why_not(dossier, now) or not dossier.due_at:
        return dossier
    return extending.extend(
        dossier=dossier,
        by=rng.choice(office.with_role(Role.LEADER)),
        reason="Hồ sơ cần xác minh thêm, đơn vị chưa kịp làm xong trong hạn.",
        new_due_on=calendar().add_workdays(local_date(dossier.due_at), 2),
        at=now,
        seen=dossier.revision,
    )


def _has_time(fate: Fate) -> bool:
    return not fate.offer.is_same_day and fate.pace < 0.8
