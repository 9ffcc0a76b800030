"""Name who leads an activity for which the plan names no office: only then does it open tasks by itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.errors import Conflict, Missing
from xaso.modules.org import queries as org
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record

from .. import access
from ..events import ActivityLeadNamed
from ..models import Activity, ActivityLead

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class HasLead(Conflict):
    """The activity has a lead already."""

    code = "activity_has_lead"
    default_sentence = "Hoạt động này đã có đơn vị chủ trì. Mở lại danh sách hoạt động để xem."


def name_lead(*, activity: Activity, unit: str, by: Officer, at: datetime) -> ActivityLead:
    """Let a unit lead an activity of the plan that has no lead; what the plan itself says stays beside it.

    Raises `NotYourTask` for whoever does not keep the plan, `Missing` for an unknown unit or an activity that
    has ended, `HasLead`. Source: the plan's Annex I, column Chủ trì; documents.md M-02 (one lead a task).
    """
    if not access.may_set_up(by):
        raise access.NotYourTask("Chỉ đầu mối kế hoạch chọn được đơn vị chủ trì của hoạt động.")
    lead = org.unit(unit)
    with transaction.atomic():
        held = Activity.objects.select_for_update().filter(pk=activity.pk, is_active=True).first()
        if held is None:
            raise Missing("Hoạt động này không còn trong kế hoạch. Mở lại danh sách hoạt động.")
        if held.leads.exists():
            raise HasLead
        made = ActivityLead.objects.create(activity=held, unit=lead)
        event = ActivityLeadNamed(activity=held.code, unit=lead.code)
        record(event, by=by, at=at, subject=subject_of(held))
    return made


def subject_of(activity: Activity) -> str:
    """Return what the journal calls an activity."""
    return f"activity:{activity.code}"


def is_lead_named(activity: Activity) -> bool:
    """Return whether a person named the lead, so that data that name none leave it. One query."""
    return timeline(subject_of(activity)).filter(event=ActivityLeadNamed.name).exists()
