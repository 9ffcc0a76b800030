"""The tasks of the synthetic year: the plan's activities in their time, tasks of the leaders, money."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from xaso.kernel.clock import at, local_date
from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.modules.plan.access import decides_time
from xaso.modules.plan.queries.money import active_lines
from xaso.modules.plan.queries.tasks_steering import plan_followed
from xaso.modules.plan.services import money, obligations, tasks_giving, tasks_judging, tasks_working

from .office import Office
from .shelf import Shelf

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer, Unit
    from xaso.modules.plan.models import Task

HEADS = (Role.UNIT_HEAD, Role.CENTRE_HEAD, Role.LEADER)
MORNING = time(8, 0)
WEEK = timedelta(days=7)
ASKED = (
    ("Lập báo cáo tình hình giải quyết thủ tục hành chính", "Báo cáo", "general"),
    ("Rà soát hồ sơ quá hạn và đề xuất cách khắc phục", "Báo cáo", "general"),
    ("Chuẩn bị nội dung họp giao ban tháng", "Báo cáo", "general"),
    ("Soạn thảo quyết định ban hành quy chế làm việc", "Dự thảo quyết định", "legal_drafting"),
    ("Tuyên truyền nộp hồ sơ trực tuyến tại thôn", "Báo cáo kết quả", "general"),
    ("Soạn thảo nghị quyết về mức chi của xã", "Dự thảo nghị quyết", "legal_drafting"),
    ("Kiểm kê máy tính, thiết bị của đơn vị", "Biên bản kiểm kê", "general"),
)
PAPER = "Quyết định giả lập, không có giá trị"


@dataclass
class TaskYear:
    """The year's tasks as acts in the order of time."""

    office: Office
    shelf: Shelf
    rng: Random
    last: datetime
    acts: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    count: int = 0

    def plan(self, moment: datetime, act: Callable[[datetime], None]) -> None:
        """Put an act into its place, unless the year ends before it."""
        if moment <= self.last:
            heapq.heappush(self.acts, (moment, self.count, act))
            self.count += 1

    def run(self) -> None:
        """Act after act; acts may plan others."""
        while self.acts:
            moment, _, act = heapq.heappop(self.acts)
            act(moment)

    # Acts

    def open_due(self, moment: datetime) -> None:
        """Open what the plan asks, and let each find its fate."""
        for task in obligations.open_due(at=moment):
            self.fate(task, moment)

    def give(self, moment: datetime) -> None:
        """A leader gives a task to an office."""
        name, product, kind = ASKED[self.rng.randrange(len(ASKED))]
        leader = self.rng.choice(self.office.with_role(Role.LEADER))
        day = local_date(moment)
        asked = tasks_giving.TaskIn(
            lead=self.rng.choice(self._offices()), name=name, product_type=product, kind=kind,
            origin="meeting", origin_words=f"Thông báo kết luận họp giao ban {day:%d/%m/%Y} (giả lập)",
            deadline=day + timedelta(days=self.rng.randint(10, 30)),
        )  # fmt: skip
        self.fate(tasks_giving.give(asked, by=leader, at=moment), moment)

    def fate(self, task: Task, moment: datetime) -> None:
        """Most are sent in time, some after more time was given, some late, some not at all."""
        luck = self.rng.random()
        due = at(task.deadline, time(15, self.rng.randrange(60)))
        if luck < 0.06:
            return
        if luck < 0.16 and due - timedelta(days=6) > moment:
            self.plan(due - timedelta(days=5), lambda when: self._ask_more(task, when))
            self.plan(due + timedelta(days=self.rng.randint(2, 9)), lambda when: self._send(task, when))
            return
        if luck < 0.26:
            self.plan(due + timedelta(days=self.rng.randint(1, 12)), lambda when: self._send(task, when))
            return
        room = max((due - moment).days, 1)
        early = due - timedelta(days=self.rng.randint(0, min(room - 1, 20)))
        self.plan(moment + (early - moment) / 2, lambda when: self._tell(task, when))
        self.plan(early, lambda when: self._send(task, when))

    def _tell(self, task: Task, when: datetime) -> None:
        text = "Đã làm xong dự thảo, đang lấy ý kiến các đơn vị (giả lập)."
        self._do(tasks_working.tell, task, when, self._lead(task), text=text)

    def _ask_more(self, task: Task, when: datetime) -> None:
        until = task.deadline + timedelta(days=15)
        lead = self._lead(task)
        self._do(
            tasks_working.ask_extension,
            task,
            when,
            lead,
            until=until,
            reason="Chờ số liệu đơn vị khác (giả lập).",
        )
        if judge := self._decides_time(task):
            self._do(tasks_judging.decide_extension, task, when + timedelta(hours=5), judge, granted=True)

    def _send(self, task: Task, when: datetime) -> None:
        lead = self._lead(task)
        product = tasks_working.ProductIn(
            file=self.shelf.product(when), title=f"{self.count}/GL-SP", dated_on=local_date(when)
        )
        self._do(tasks_working.send_product, task, when, lead, product=product)
        if judge := self._judge(task, lead):
            self.plan(
                when + timedelta(days=1), lambda later: self._do(tasks_judging.confirm, task, later, judge)
            )

    def _do(
        self, service: Callable[..., Task], task: Task, when: datetime, by: Officer, **facts: Any
    ) -> None:
        task.refresh_from_db()
        service(task=task, by=by, at=when, seen=task.revision, **facts)

    # People

    def _offices(self) -> list[Unit]:
        return [one for one in org.units() if one.kind in ("office", "centre") and self._heads(one.pk)]

    def _heads(self, unit: int) -> list[Officer]:
        people = [one for role in HEADS for one in self._with(role)]
        return [one for one in people if one.unit_id == unit]

    def _lead(self, task: Task) -> Officer:
        """The head of the lead; where there is none, whoever keeps the plan stands for it."""
        return (self._heads(task.lead_id) or self.office.with_role(Role.PLAN_OWNER))[0]

    def _judge(self, task: Task, lead: Officer) -> Officer | None:
        """A leader who is not the one who sent; else, of the plan's own tasks, who keeps the plan."""
        keepers = self.office.with_role(Role.PLAN_OWNER) if task.giver_id is None else []
        people = [*self.office.with_role(Role.LEADER), *keepers]
        return next((one for one in people if one.pk != lead.pk), None)

    def _decides_time(self, task: Task) -> Officer | None:
        """A leader or keeper of the plan who is not of the lead."""
        people = [*self._with(Role.LEADER), *self.office.with_role(Role.PLAN_OWNER)]
        return next((one for one in people if decides_time(one, task)), None)

    def _with(self, role: Role) -> list[Officer]:
        try:
            return self.office.with_role(role)
        except Missing:
            return []


def make_tasks(
    first: date, last: date, *, weeks_apart: int, rng: Random, office: Office, shelf: Shelf
) -> None:
    """Follow the plan's activities from `first`, give a task every so many weeks, enter some money.

    Raises `Missing` without leaders or someone who keeps the plan.
    """
    plan = plan_followed()
    if plan is None:
        return
    keeper = office.with_role(Role.PLAN_OWNER)[0]
    begin = max(first, date(plan.year_from, 1, 1))
    obligations.follow_from(plan=plan, day=begin, by=keeper, at=at(begin, MORNING))
    year = TaskYear(office, shelf, rng, at(last, time(17, 0)))
    for number, day in enumerate(_mondays(begin, last)):
        year.plan(at(day, MORNING), year.open_due)
        if number % weeks_apart == 0:
            year.plan(at(day, time(9, 30)), year.give)
    year.run()
    _money(begin, last, keeper, rng)


def _mondays(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += WEEK


def _money(first: date, last: date, keeper: Officer, rng: Random) -> None:
    """Planned, allotted and partly spent amounts of a few lines, each with an invented paper."""
    for line in active_lines()[::4]:
        planned = rng.randint(20, 300) * 1_000_000
        steps = (
            ("planned", planned, 0),
            ("allotted", planned * 8 // 10, 20),
            ("spent", planned * 3 // 10, 90),
        )
        source = rng.choice(("local", "province"))
        for step, amount, days in steps:
            day = max(first, date(last.year, 1, 5)) + timedelta(days=days)
            if day <= last and line.plan.year_from <= day.year <= line.plan.year_to:
                entry = money.MoneyIn(
                    line=line, year=day.year, source=source, step=step,
                    amount=amount, on=day, basis=PAPER,
                )  # fmt: skip
                money.enter_money(entry, by=keeper, at=at(day, MORNING))
