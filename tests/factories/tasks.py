"""Tasks of the invented commune, made through the services."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from tests.cast import NOW, Cast
from xaso.kernel.clock import local_date
from xaso.modules.org import queries as org
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import BudgetLine, MoneyEntry, Task
from xaso.modules.plan.services.money import MoneyIn, enter_money
from xaso.modules.plan.services.tasks_giving import TaskIn, give
from xaso.modules.plan.services.tasks_judging import confirm
from xaso.modules.plan.services.tasks_working import ProductIn, send_product
from xaso.platform.files.models import StoredFile
from xaso.platform.files.services import store_bytes
from xaso.platform.journal.actors import SYSTEM

OFFICE, ECONOMY = "van-phong", "kinh-te"
TODAY = local_date(NOW)
IN_A_WEEK = TODAY + timedelta(days=9)
_names = count(1)


def paper(at: datetime = NOW, name: str = "bao-cao.pdf") -> StoredFile:
    """A stored file."""
    return store_bytes(b"%PDF-1.4 thu", name=name, content_type="application/pdf", by=SYSTEM, at=at)


def task_in(**facts: Any) -> TaskIn:
    """What is asked: a report of the office in nine days, unless said otherwise."""
    told: dict[str, Any] = {
        "lead": org.unit(OFFICE),
        "name": f"Lập báo cáo số {next(_names)}",
        "product_type": "Báo cáo",
        "origin": Task.Origin.MEETING,
        "origin_words": "Thông báo kết luận họp giao ban 02/3/2026",
        "deadline": IN_A_WEEK,
    }
    return TaskIn(**(told | facts))


def given(by: Officer, at: datetime = NOW, **facts: Any) -> Task:
    """A task just given."""
    return give(task_in(**facts), by=by, at=at)


def product(at: datetime = NOW, **facts: Any) -> ProductIn:
    """A product of today."""
    told: dict[str, Any] = {"file": paper(at), "title": "12/BC-UBND", "dated_on": local_date(at)}
    return ProductIn(**(told | facts))


def sent(task: Task, by: Officer, at: datetime = NOW) -> Task:
    """The task with its product sent."""
    return send_product(task=task, product=product(at), by=by, at=at, seen=task.revision)


def done(cast: Cast, at: datetime = NOW, sent_at: datetime | None = None, **facts: Any) -> Task:
    """A task of the chairman's, answered by the head of the lead and confirmed."""
    task = given(cast.chairman, at, **facts)
    leads = {OFFICE: cast.head_of_office, ECONOMY: cast.land_head}
    moment = sent_at or at
    task = sent(task, leads[task.lead.code], moment)
    return confirm(task=task, by=cast.chairman, at=moment, seen=task.revision)


def money(by: Officer, at: datetime = NOW, **facts: Any) -> MoneyEntry:
    """An amount of the line of computers, with its paper."""
    told: dict[str, Any] = {
        "line": BudgetLine.objects.get(code="KP-MAY"),
        "year": local_date(at).year,
        "source": "local",
        "step": "planned",
        "amount": 120_000_000,
        "on": local_date(at),
        "basis": "Quyết định 15/QĐ-UBND",
        "file": paper(at, "quyet-dinh.pdf"),
    }
    return enter_money(MoneyIn(**(told | facts)), by=by, at=at)


def on(day: date) -> datetime:
    """Eight in the morning of a day, in the commune's time."""
    return NOW + (day - TODAY)
