"""Figures of fees: who owes, who paid online, which procedures were paid for, what met nobody."""

from __future__ import annotations

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.periods import Period
from xaso.modules.dossiers.models import Dossier
from xaso.modules.payments import services as payments
from xaso.modules.payments.models import Bill, FeeRate
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.registry import registry

MARCH, APRIL, YEAR = Period.month(2026, 3), Period.month(2026, 4), Period.year(2026)


def figure(code: str, period: Period = MARCH) -> tuple[int, int]:
    """Part and whole."""
    found = evaluation.evaluate(registry.get(f"dossiers.{code}"), period)
    return found.part, found.whole


def paid(cast: Cast, method: str, *, month: int = 3, **more: str) -> Dossier:
    """A dossier that owed 8.000 and paid that way on the 5th."""
    dossier = make.taken_in(cast, make.moment(3), code=make.COPY, **more)
    bill = Bill.objects.get(subject=dossier.subject)
    payments.take_payment(
        bill=bill, amount=8000, method=method, key=bill.code, by=cast.one_stop_officer,
        at=make.moment(5, month=month),
    )  # fmt: skip
    return dossier


def test_of_dossiers_that_owe_those_paid_through_the_gateway_count(cast: Cast) -> None:
    paid(cast, "gateway")
    paid(cast, "transfer")
    make.taken_in(cast, code=make.COPY)
    make.taken_in(cast)

    assert figure("fee_online_766") == (1, 3)
    assert figure("fee_online") == (1, 2)
    assert figure("fee_online", APRIL) == (0, 0)


def test_a_payment_belongs_to_the_month_it_was_made_in(cast: Cast) -> None:
    paid(cast, "gateway", month=4)

    assert figure("fee_online_766") == (1, 1)
    assert figure("fee_online") == (0, 0)
    assert figure("fee_online", APRIL) == (1, 1)


def test_only_payments_for_procedures_that_can_be_paid_for_online_are_transactions(cast: Cast) -> None:
    FeeRate.objects.filter(code="giay-phep").update(services=[make.LAND], moment="reception")
    paid(cast, "transfer")
    land = make.taken_in(cast, code=make.LAND)
    bill = Bill.objects.get(subject=land.subject)
    payments.take_payment(
        bill=bill, amount=bill.total, method="transfer", key="k", by=cast.one_stop_officer, at=make.moment(6)
    )
    before = figure("fee_online")

    paid(cast, "gateway")

    assert (before, figure("fee_online"), figure("fee_online", YEAR)) == ((0, 0), (1, 2), (1, 2))


def test_what_was_given_back_is_no_duty(cast: Cast) -> None:
    dossier = paid(cast, "gateway")
    bill = Bill.objects.get(subject=dossier.subject)
    refund = payments.ask_refund(bill=bill, reason="Rút", by=cast.one_stop_officer, at=make.moment(6))
    payments.approve_refund(refund=refund, by=cast.chairman, at=make.moment(6))
    payments.pay_refund(
        refund=refund, method="transfer", paid_to="A", by=cast.one_stop_officer, at=make.moment(6)
    )

    assert figure("fee_online_766") == figure("fee_online") == (0, 0)


def test_procedures_with_a_fee_count_by_what_was_paid_for_them(cast: Cast) -> None:
    FeeRate.objects.filter(code="giay-phep").update(services=[make.LAND], moment="reception")
    charged = figure("services_pay_online")[1]
    paid(cast, "gateway")
    land = make.taken_in(cast, code=make.LAND)
    bill = Bill.objects.get(subject=land.subject)
    payments.take_payment(
        bill=bill, amount=bill.total, method="transfer", key="k", by=cast.one_stop_officer, at=make.moment(6)
    )

    assert charged == 2
    assert figure("services_pay_online") == figure("services_paid_online_766") == (1, 2)
    assert figure("services_paid_766") == (2, 2)
    assert figure("services_pay_online", APRIL) == (1, 2)
    assert figure("services_paid_online_766", APRIL) == figure("services_paid_766", APRIL) == (0, 2)


def test_without_a_meeting_is_filed_paid_and_answered_online(cast: Cast) -> None:
    paid_online, by_hand, at_counter = (paid(cast, way) for way in ("gateway", "transfer", "gateway"))
    free, unpaid = make.ready(cast), make.taken_in(cast, code=make.COPY)
    Dossier.objects.exclude(pk=at_counter.pk).update(channel=Dossier.Channel.ONLINE)
    version = paid_online.version
    version.gives_paper_result = False
    version.save()
    assert free.result.file is not None
    before = figure("contactless")
    Dossier.objects.filter(pk=paid_online.pk).update(state="ready")

    found = evaluation.records(registry.get("dossiers.contactless"), MARCH, "part")

    assert set(found.values_list("code", flat=True)) == {paid_online.code, free.code}
    assert (before, figure("contactless")) == ((1, 5), (2, 5))
    assert {by_hand.state, unpaid.state} == {"in_process"}


def test_days_add_up_to_the_month(cast: Cast) -> None:
    paid(cast, "gateway")
    paid(cast, "transfer")

    for code in ("fee_online_766", "contactless"):
        days = evaluation.days([registry.get(f"dossiers.{code}")], MARCH)
        assert sum(day.whole for day in days[f"dossiers.{code}"].values()) == figure(code)[1]
