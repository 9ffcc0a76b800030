"""What tasks say, as figures: work in time by both deadlines, drafting of legal documents, dialogues,
plans.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count as CountRows
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now, TruncDate

from xaso.kernel.certainty import Certainty
from xaso.kernel.clock import HANOI
from xaso.kernel.periods import Period
from xaso.modules.org.queries import setting, unit_rows
from xaso.platform.measuring.figures import COUNT, PERCENT, Count, Share
from xaso.platform.measuring.registry import Split, measure

from .lifecycle import State
from .models import Quarter, Task, TaskKind
from .models.tasks import IN_TIME, IN_TIME_FIRST

TASKS, UNITS, QUARTERS = "plan.tasks", "plan.units", "plan.quarters"
FIRST_QUARTER = "2025-01-01"
UNIT_KINDS = ("office", "centre", "police", "military", "health", "school")
"""Phòng, ban, đơn vị trực thuộc (the plan, parts III.7 and VI.4): not the Party's organs nor the unions."""
TASK_FACTS = ("code", "state", "first_deadline", "deadline", "finished_on")
BY_LEAD = Split("lead", "Đơn vị chủ trì", "lead__short_name")
JUDGED = (
    "Tính theo ngày hạn. Việc chưa đến hạn, việc đã gửi sản phẩm còn chờ xác nhận, việc tạm dừng khi còn hạn "
    "và việc đã hủy không tính."
)


@measure(
    "plan.tasks_on_time",
    "Tỷ lệ nhiệm vụ hoàn thành đúng hạn",
    unit=PERCENT,
    basis="documents.md M-03, M-04: đúng hạn suy ra từ ngày, không nhập tay",
    certainty=Certainty.C,
    definition=(
        "Nhiệm vụ có hạn trong kỳ mà sản phẩm được xác nhận đã gửi trong hạn, kể cả hạn đã được lùi, chia "
        f"cho nhiệm vụ có hạn trong kỳ đã hoàn thành hoặc đã quá hạn. {JUDGED}"
    ),
    part_name="nhiệm vụ đúng hạn",
    whole_name="nhiệm vụ đã hoàn thành hoặc đã quá hạn",
    date_field="deadline",
    splits=(BY_LEAD,),
    listing=TASKS,
    facts=TASK_FACTS,
)
def tasks_on_time(period: Period) -> Share:
    """Tasks due in the period that are finished or overdue; the part is those in time by the deadline in
    force.

    Basis: documents.md M-03, M-04.
    """
    due = Task.objects.due_in(period).judged()
    return Share.of(due, IN_TIME)


@measure(
    "plan.tasks_on_time_first",
    "Tỷ lệ nhiệm vụ hoàn thành đúng hạn ban đầu",
    unit=PERCENT,
    basis="documents.md M-04: báo cáo nêu cả hai tỷ lệ, có và không kể gia hạn",
    certainty=Certainty.C,
    definition=(
        "Nhiệm vụ có hạn giao lần đầu trong kỳ mà sản phẩm được xác nhận đã gửi trong hạn ấy, chia cho nhiệm "
        "vụ có hạn giao lần đầu trong kỳ đã hoàn thành hoặc đã qua hạn ấy, kể cả việc được lùi hạn hay đang "
        "tạm dừng. Tính theo ngày hạn giao lần đầu. Việc chưa đến hạn ấy, việc đã gửi sản phẩm còn chờ xác "
        "nhận và việc đã hủy không tính."
    ),
    part_name="nhiệm vụ đúng hạn ban đầu",
    whole_name="nhiệm vụ đã hoàn thành hoặc đã qua hạn ban đầu",
    date_field="first_deadline",
    splits=(BY_LEAD,),
    listing=TASKS,
    facts=TASK_FACTS,
)
def tasks_on_time_first(period: Period) -> Share:
    """Tasks first due in the period that are finished or past that day; the part is those in time by it.

    An extension moves a task neither out of the period nor out of the whole. Basis: documents.md M-04.
    """
    due = Task.objects.first_due_in(period).judged_first()
    return Share.of(due, IN_TIME_FIRST)


@measure(
    "plan.legal_drafting_on_time",
    "Tỷ lệ đơn vị soạn thảo văn bản quy phạm pháp luật đúng tiến độ, thời hạn",
    unit=PERCENT,
    basis="Kế hoạch của xã mục III.1.a, chỉ tiêu III.1-01",
    certainty=Certainty.C,
    definition=(
        "Đơn vị mà mọi nhiệm vụ soạn thảo văn bản quy phạm pháp luật đến hạn trong kỳ đều đúng hạn, chia cho "
        "đơn vị có ít nhất một nhiệm vụ như vậy. Cả năm không phải là tổng các tháng: một đơn vị có nhiều "
        f"nhiệm vụ trong năm vẫn tính một lần. {JUDGED}"
    ),
    part_name="đơn vị đúng hạn mọi văn bản",
    whole_name="đơn vị được giao soạn thảo đến hạn",
    listing=UNITS,
    facts=("code", "due_tasks", "late_tasks"),
)
def legal_drafting_on_time(period: Period) -> Share:
    """Units with a task of drafting due in the period; the part is those with none late.

    Of the period asked for, be it of the calendar or of reports: what is due on 31 December belongs to the
    calendar year that it ends and to the report year that began on the 15th. Basis: targets.md III.1-01.
    """
    due = Task.objects.due_in(period).judged().filter(kind=TaskKind.LEGAL_DRAFTING)
    late = due.exclude(pk__in=due.filter(IN_TIME).values("pk"))
    units = unit_rows().annotate(due_tasks=_number_of(due), late_tasks=_number_of(late))
    whole = units.filter(Exists(_of_unit(due)))
    return Share.of(whole, ~Q(Exists(_of_unit(late))))


@measure(
    "plan.dialogues_held",
    "Số diễn đàn đối thoại trực tuyến đã tổ chức",
    unit=COUNT,
    basis="Kế hoạch của xã mục III.2.b",
    certainty=Certainty.C,
    definition=(
        "Số diễn đàn đối thoại trực tuyến đã tổ chức trong kỳ: nhiệm vụ loại này có biên bản hoặc báo cáo "
        "được xác nhận, tính vào ngày gửi sản phẩm. Quý nào có, quý nào không: xem tỷ lệ quý có đối thoại."
    ),
    part_name="diễn đàn đã tổ chức",
    whole_name="diễn đàn đã tổ chức",
    date_field="finished_on",
    listing=TASKS,
    facts=TASK_FACTS,
)
def dialogues_held(period: Period) -> Count:
    """Dialogues whose minutes were sent in the period and confirmed. Basis: targets.md III.2-NV09-f1."""
    held = Task.objects.filter(kind=TaskKind.DIALOGUE, state=State.DONE)
    return Count(held.filter(finished_on__gte=period.start, finished_on__lte=period.end))


@measure(
    "plan.quarters_with_dialogue",
    "Tỷ lệ quý có diễn đàn đối thoại trực tuyến",
    unit=PERCENT,
    basis="Kế hoạch của xã mục III.2.b: 3 tháng một lần; targets.md III.2-NV09-f1",
    certainty=Certainty.C,
    definition=(
        "Quý dương lịch hết trong kỳ; phần đạt là quý có ít nhất một diễn đàn đối thoại trực tuyến có biên "
        "bản hoặc báo cáo được xác nhận, tính vào ngày gửi sản phẩm. Nhiều diễn đàn trong một quý không bù "
        "cho quý khác. Quý chưa hết chưa tính; quý bắt đầu trước ngày ở thiết lập plan.dialogues_from cũng "
        "không tính."
    ),
    part_name="quý có đối thoại",
    whole_name="quý đã hết",
    date_field="ended_on",
    listing=QUARTERS,
    facts=("code", "started_on", "ended_on", "dialogues"),
    tells_nobody=True,
)
def quarters_with_dialogue(period: Period) -> Share:
    """Quarters that ended in the period and by today; the part had a dialogue. Basis: targets.md
    III.2-NV09-f1 ("dialogues held in each 3-month window ≥ 1").
    """
    today = TruncDate(Now(), tzinfo=HANOI)
    held = Task.objects.filter(kind=TaskKind.DIALOGUE, state=State.DONE).filter(
        finished_on__gte=OuterRef("started_on"), finished_on__lte=OuterRef("ended_on")
    )
    number = held.order_by().values("kind").annotate(number=CountRows("pk")).values("number")
    ended = Quarter.objects.filter(
        started_on__gte=str(setting("plan.dialogues_from", FIRST_QUARTER)),
        ended_on__gte=period.start, ended_on__lte=period.end, ended_on__lt=today,
    )  # fmt: skip
    return Share.of(ended.annotate(dialogues=Coalesce(Subquery(number), 0)), Q(dialogues__gt=0))


@measure(
    "plan.units_with_plan",
    "Tỷ lệ phòng, ban, đơn vị có kế hoạch cải cách hành chính, chuyển đổi số hằng năm và giai đoạn",
    unit=PERCENT,
    basis="Kế hoạch của xã mục III.7.a và Phụ lục I nhóm VII, chỉ tiêu III.7-01",
    certainty=Certainty.C,
    definition=(
        "Đơn vị có cả hai: kế hoạch của năm (nhiệm vụ kế hoạch năm của năm ấy, sản phẩm đã xác nhận) và kế "
        "hoạch giai đoạn, chia cho các phòng, ban, trung tâm, công an, quân sự, y tế, trường học của xã đang "
        "hoạt động. Tính tại ngày cuối kỳ."
    ),
    part_name="đơn vị có đủ hai kế hoạch",
    whole_name="phòng, ban, đơn vị",
    listing=UNITS,
    facts=("code", "year_plans", "period_plans"),
)
def units_with_plan(period: Period) -> Share:
    """Units at the period's end; the part is those with both a plan of that year and one of the whole span.

    Basis: targets.md III.7-01 ("check each year + the period plan").
    """
    made = Task.objects.filter(state=State.DONE, finished_on__lte=period.end)
    of_year = made.filter(kind=TaskKind.YEAR_PLAN, for_year=period.end.year)
    of_span = made.filter(kind=TaskKind.PERIOD_PLAN)
    units = unit_rows().filter(is_active=True, kind__in=UNIT_KINDS)
    whole = units.annotate(year_plans=_number_of(of_year), period_plans=_number_of(of_span))
    return Share.of(whole, Q(Exists(_of_unit(of_year)), Exists(_of_unit(of_span))))


def _of_unit(tasks: Any) -> Any:
    return tasks.filter(lead=OuterRef("pk"))


def _number_of(tasks: Any) -> Subquery:
    """How many of the tasks the unit leads; empty for none."""
    counted = _of_unit(tasks).order_by().values("lead").annotate(number=CountRows("pk"))
    return Subquery(counted.values("number"))
