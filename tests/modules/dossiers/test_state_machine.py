"""Whatever people and officers do, in whatever order, a dossier stays whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.cast import OFFICERS, Cast
from tests.factories import dossiers as make
from xaso.kernel.errors import Refusal
from xaso.modules.dossiers import access, rules
from xaso.modules.dossiers.lifecycle import ENDS, RUNNING, State
from xaso.modules.dossiers.models import Dossier, Opinion, Postponement, Result
from xaso.modules.dossiers.queries import who_may_hold, who_may_hold_next
from xaso.modules.dossiers.services import (
    consulting,
    ending,
    extending,
    handling,
    intake,
    on_the_spot,
    paying,
    resolving,
    supplementing,
)
from xaso.modules.dossiers.services.timing import requests_of, span_of
from xaso.modules.org import queries as org
from xaso.modules.org.models import Officer
from xaso.modules.payments import services as payments
from xaso.modules.payments.models import Bill, Payment, Receipt, Refund

WHY = "Lý do đủ dài để đọc hiểu."
RATE = "trich-luc"
CITIZEN = ("provide", "withdraw")
APPROVED = (State.AWAITING_ISSUE, State.READY, State.RETURNED)
Act = Callable[[Officer, Dossier, datetime], object]


def told(by: Officer, dossier: Dossier, at: datetime) -> dict[str, Any]:
    """What every service of an officer is told."""
    return {"dossier": dossier, "by": by, "at": at, "seen": dossier.revision}


def lacks() -> list[intake.Lack]:
    return [intake.Lack(None, "Đơn", "Chưa ký tên.")]


def _provide(by: Any, dossier: Dossier, at: datetime) -> object:
    return supplementing.provide_supplement(dossier=dossier, by=by, reply="Đã bổ sung.", at=at)


def _withdraw(by: Any, dossier: Dossier, at: datetime) -> object:
    return ending.withdraw(dossier=dossier, by=by, reason=WHY, at=at)


def _assign(by: Officer, dossier: Dossier, at: datetime) -> object:
    able = (
        who_may_hold_next(dossier, at=at)
        if access.can(by, dossier, "distribute")
        else who_may_hold(dossier, at=at)
    )
    return handling.assign(to=able[-1] if able else by, **told(by, dossier, at))


def _hand_over(by: Officer, dossier: Dossier, at: datetime) -> object:
    able = [one for one in who_may_hold(dossier, at=at) if one.pk != by.pk]
    return handling.hand_over(to=able[0] if able else by, **told(by, dossier, at))


def _extend(by: Officer, dossier: Dossier, at: datetime) -> object:
    day = org.calendar().add_workdays((dossier.due_at or at).date(), 2)
    return extending.extend(reason=WHY, new_due_on=day, **told(by, dossier, at))


def _consult(by: Officer, dossier: Dossier, at: datetime) -> object:
    day = org.calendar().next_workday(at.date())
    return consulting.ask_opinions(
        units=[org.unit("kinh-te")],
        agencies=["Công an xã"],
        question=WHY,
        due_on=day,
        **told(by, dossier, at),
    )


def _answer(by: Officer, dossier: Dossier, at: datetime) -> object:
    found = Opinion.objects.select_related("dossier__step", "unit").filter(dossier=dossier).last()
    return found and consulting.give_opinion(opinion=found, by=by, stance="agrees", answer=WHY, at=at)


def _verify(by: Officer, dossier: Dossier, at: datetime) -> object:
    said = dict.fromkeys(("place", "participants", "content", "conclusion"), WHY)
    return consulting.record_verification(happened_at=at, **said, **told(by, dossier, at))


def _issue(by: Officer, dossier: Dossier, at: datetime) -> object:
    return resolving.issue(number=f"{dossier.pk}/XN", issued_on=at.date(), **told(by, dossier, at))


def _spot(by: Officer, dossier: Dossier, at: datetime) -> object:
    said = on_the_spot.Told(
        summary=WHY, number="1/BS", issued_on=at.date(), returned_to="Giàng Thị Say, căn cước"
    )
    return on_the_spot.go_on_the_spot(told=said, **told(by, dossier, at))


def _count_fee(by: Officer, dossier: Dossier, at: datetime) -> object:
    return paying.bill_counted(dossier=dossier, counted=[paying.Counted(RATE, 2)], by=by, at=at)


def _ask_payment(by: Officer, dossier: Dossier, at: datetime) -> object:
    return paying.ask_payment(counted=[paying.Counted(RATE, 1)], **told(by, dossier, at))


def _pay(by: Officer, dossier: Dossier, at: datetime) -> None:
    """The bank tells of each bill twice; the dossier that waited hears of it."""
    for bill in Bill.objects.filter(subject=dossier.subject, state="due"):
        for _ in range(2):
            payments.take_payment(
                bill=bill, amount=bill.total, method="transfer", key=f"bank:{bill.code}", by=by, at=at
            )
        paying.go_on(bill=bill.code, by=by, at=at)


def _settle(by: Officer, dossier: Dossier, at: datetime) -> None:
    """After an early end: asked again and again, it changes nothing more."""
    if dossier.state in ENDS and dossier.state != State.RETURNED:
        for _ in range(2):
            paying.settle_ended(dossier, WHY, by=by, at=at)


def _give_back(by: Officer, dossier: Dossier, at: datetime) -> None:
    for refund in Refund.objects.filter(bill__subject=dossier.subject, state="asked"):
        payments.approve_refund(refund=refund, by=by, at=at)
    for refund in Refund.objects.filter(bill__subject=dossier.subject, state="approved"):
        payments.pay_refund(refund=refund, method="transfer", paid_to=WHY, by=by, at=at)


MONEY: dict[str, Act] = {
    "count_fee": _count_fee,
    "ask_payment": _ask_payment,
    "pay": _pay,
    "settle": _settle,
    "give_back": _give_back,
}
ACTS: dict[str, Act] = {
    "accept": lambda *who: intake.accept(**told(*who)),
    "supplement": lambda *who: intake.request_supplement(items=lacks(), exception=WHY, **told(*who)),
    "provide": _provide,
    "refuse": lambda *who: intake.refuse(reason=WHY, **told(*who)),
    "distribute": _assign,
    "reassign": _assign,
    "take": lambda *who: handling.take(**told(*who)),
    "forward": lambda *who: handling.forward(**told(*who)),
    "send_back": lambda *who: handling.send_back(note=WHY, **told(*who)),
    "hand_over": _hand_over,
    "propose": lambda *who: resolving.propose_result(outcome="granted", summary=WHY, **told(*who)),
    "approve": lambda *who: resolving.approve(**told(*who)),
    "issue": _issue,
    "return": lambda *who: ending.return_result(channel="counter", returned_to=WHY, **told(*who)),
    "withdraw": _withdraw,
    "stop": lambda *who: ending.stop(reason=WHY, **told(*who)),
    "extend": _extend,
    "consult": _consult,
    "answer": _answer,
    "verify": _verify,
    "spot": _spot,
    **MONEY,
}


class Life(RuleBasedStateMachine):
    """One dossier under everybody's hands; the clock only goes forward."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.mark = transaction.savepoint()
        self.at = make.MONDAY
        self.pk = 0

    def teardown(self) -> None:
        """Leave the database as it was."""
        transaction.savepoint_rollback(self.mark)

    @property
    def dossier(self) -> Dossier:
        """As it is now."""
        return Dossier.objects.select_related("version", "step", "unit", "holder").get(pk=self.pk)

    @initialize(way=st.sampled_from(["online", make.RESIDENCE, make.COPY]))
    def begin(self, way: str) -> None:
        """It came online, or to the counter."""
        found = make.filed(self.cast.citizen) if way == "online" else make.taken_in(self.cast, code=way)
        self.pk = found.pk

    @rule(minutes=st.integers(1, 900))
    def wait(self, minutes: int) -> None:
        """Time passes, working or not."""
        self.at += timedelta(minutes=minutes)

    @rule(seeds=st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=4))
    def go_on(self, seeds: list[int]) -> None:
        """One after another does one of the things offered to them."""
        for seed in seeds:
            dossier = self.dossier
            offered = [
                (role, action.code)
                for role in OFFICERS
                for action in access.actions_for(getattr(self.cast, role), dossier)
            ]
            offered += [("citizen", one) for one in CITIZEN]
            role, code = Random(seed).choice(offered)
            self._do(code, role)

    @rule(role=st.sampled_from(list(OFFICERS)), code=st.sampled_from(sorted(MONEY)))
    def move_money(self, role: str, code: str) -> None:
        """Somebody bills, pays, settles or gives back."""
        self._do(code, role)

    @rule(role=st.sampled_from([*OFFICERS, "citizen", "stranger"]), code=st.sampled_from(sorted(ACTS)))
    def meddle(self, role: str, code: str) -> None:
        """Somebody tries anything at all."""
        if role not in OFFICERS and code not in CITIZEN:
            return
        self._do(code, role)

    def _do(self, code: str, role: str) -> None:
        """Done, or refused with a sentence and nothing changed."""
        self.at += timedelta(minutes=1)
        before = self.dossier
        refused = False
        try:
            ACTS[code](getattr(self.cast, role), before, self.at)
        except Refusal:
            refused = True
        assert not refused or self.dossier.revision == before.revision

    @invariant()
    def one_live_step_with_its_holder(self) -> None:
        """On one step from reception to the end, on none before and after."""
        if not self.pk:
            return
        dossier = self.dossier
        live = list(dossier.runs.filter(ended_at=None))
        on_its_way = dossier.received_at is not None and dossier.state not in ENDS
        assert len(live) == on_its_way
        if live:
            assert (live[0].step_id, live[0].unit_id, live[0].holder_id) == (
                dossier.step_id,
                dossier.unit_id,
                dossier.holder_id,
            )
        if dossier.state in ENDS:
            assert dossier.holder_id is None
        assert dossier.handover_count == dossier.handovers.count()

    @invariant()
    def clocks_add_up(self) -> None:
        """Steps follow each other without gap or overlap; the due moment is what the rules say."""
        if not self.pk:
            return
        dossier = self.dossier
        runs = list(dossier.runs.order_by("started_at", "pk"))
        assert all(one.ended_at == two.started_at for one, two in pairwise(runs))
        if dossier.received_at is None:
            assert not runs
            return
        end = runs[-1].ended_at or self.at
        spent = sum(((one.ended_at or self.at) - one.started_at for one in runs), timedelta())
        assert spent == end - dossier.filed_at
        due = rules.due_of(
            dossier.received_at,
            span_of(dossier),
            org.calendar(),
            org.cutoff(),
            requests_of(dossier),
            extensions=list(dossier.postponements.order_by("number")),
        )
        assert dossier.due_at == due.due_at
        assert dossier.due_lines == list(due.lines)

    @invariant()
    def no_result_before_approval(self) -> None:
        """Numbered, ready or returned only after somebody who signs approved."""
        if not self.pk:
            return
        dossier = self.dossier
        result = Result.objects.filter(dossier=dossier).first()
        if dossier.state in APPROVED:
            assert result is not None
            assert result.approved_at is not None
            assert result.approved_by is not None
        has_end = dossier.state in ENDS or dossier.state == State.READY
        assert (dossier.finished_at is not None) == has_end
        assert (dossier.returned_at is not None) == (dossier.state == State.RETURNED)

    @invariant()
    def money_adds_up(self) -> None:
        """A bill is the sum of its lines; it is paid once and whole; no more goes back than came in."""
        if not self.pk:
            return
        for bill in Bill.objects.filter(subject=self.dossier.subject).prefetch_related("lines"):
            assert bill.total == sum(line.amount for line in bill.lines.all())
            paid = list(Payment.objects.filter(bill=bill))
            assert [one.amount for one in paid] == (
                [bill.total] if bill.state in ("paid", "refunded") else []
            )
            refunds = list(Refund.objects.filter(bill=bill).exclude(state="rejected"))
            assert sum(one.amount for one in refunds) <= sum(one.amount for one in paid)
            assert (bill.state == "refunded") == any(one.state == "paid" for one in refunds)
            valid = Receipt.objects.filter(payment__bill=bill, state="valid")
            assert sum(one.amount for one in valid) == (bill.total if bill.state == "paid" else 0)
        live = Bill.objects.filter(subject=self.dossier.subject, state__in=["due", "paid", "free"])
        moments = list(live.values_list("moment", flat=True))
        assert len(moments) == len(set(moments))

    @invariant()
    def asking_is_counted(self) -> None:
        """Supplements: counted, one open at most, and then the clock rests. A date is put off once."""
        if not self.pk:
            return
        dossier = self.dossier
        still_open = dossier.supplements.filter(met_at=None).count()
        assert dossier.supplement_count == dossier.supplements.count()
        assert Postponement.objects.filter(dossier=dossier).count() <= 1
        if dossier.state not in ENDS:
            assert still_open == (dossier.state == State.AWAITING_SUPPLEMENT)
            rests = (State.AWAITING_SUPPLEMENT, State.AWAITING_PAYMENT)
            resting = dossier.state in rests and dossier.received_at is not None
            assert (dossier.paused_at is not None) == resting
        if dossier.state in RUNNING:
            assert dossier.received_at is not None


@pytest.mark.django_db
def test_no_sequence_of_acts_breaks_a_dossier(cast: Cast) -> None:
    machine = type("LifeOfTheCast", (Life,), {"cast": cast})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=6, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
