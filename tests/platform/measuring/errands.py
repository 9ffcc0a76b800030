"""Tables for these tests only: errands asked for in hamlets, some done."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import COUNT, PERCENT, Count, Share
from xaso.platform.measuring.registry import Registry, Split


class Hamlet(models.Model):
    """Where an errand comes from."""

    name = models.CharField(max_length=40)

    class Meta:
        app_label = "errands"


class Errand(models.Model):
    """Something asked for at a moment, done or not."""

    hamlet = models.ForeignKey(Hamlet, null=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "errands"


class Step(models.Model):
    """One of several steps of an errand."""

    errand = models.ForeignKey(Errand, on_delete=models.PROTECT, related_name="+")

    class Meta:
        app_label = "errands"


TABLES = (Hamlet, Errand, Step)
book = Registry()
SPLITS = (
    Split("hamlet", "Thôn", "hamlet__name", blank="Không rõ thôn"),
    Split("kind", "Loại việc", "kind"),
    Split("hamlet_id", "Mã thôn", "hamlet_id"),
)


def asked_in(period: Period) -> "models.QuerySet[Errand]":
    return Errand.objects.filter(asked_at__gte=period.start_at, asked_at__lt=period.end_at)


@book.measure(
    "errands.done", "Tỷ lệ việc đã xong", unit=PERCENT, basis="Kế hoạch", certainty=Certainty.A,
    part_name="việc đã xong", whole_name="việc được nhờ", date_field="asked_at", splits=SPLITS,
    listing="viec",
)  # fmt: skip
def done(period: Period) -> Share:
    """Errands asked for in the period; the part is those done."""
    asked = asked_in(period)
    return Share.sets(part=asked.filter(done_at__isnull=False), whole=asked)


@book.measure(
    "errands.asked", "Số việc được nhờ", unit=COUNT, basis="Kế hoạch", date_field="asked_on", splits=SPLITS
)
def asked(period: Period) -> Count:
    """Errands asked for in the period."""
    return Count(Errand.objects.filter(asked_on__range=(period.start, period.end)))


@book.measure(
    "errands.open", "Việc còn mở", unit=COUNT, basis="Kế hoạch", definition="Việc chưa xong cuối kỳ."
)
def still_open(period: Period) -> Count:
    """Errands asked for before the period's end and not done by then."""
    before = Errand.objects.filter(asked_at__lt=period.end_at)
    return Count(before.exclude(done_at__lt=period.end_at))


@book.measure(
    "errands.stepped", "Tỷ lệ việc đã có bước", unit=PERCENT, basis="Kế hoạch", date_field="asked_at"
)
def stepped(period: Period) -> Share:
    """Errands asked for in the period; the part is those with a step, joined so that rows come twice."""
    errands = asked_in(period).order_by("-asked_at")
    joined = errands.extra(tables=["errands_step"], where=["errands_step.errand_id = errands_errand.id"])
    return Share.sets(part=joined.distinct(), whole=errands)


@book.measure(
    "errands.stepless", "Tỷ lệ việc chưa có bước", unit=PERCENT, basis="Kế hoạch", date_field="asked_at"
)
def stepless(period: Period) -> Share:
    """Errands asked for in the period; the part is those without a step."""
    errands = asked_in(period).annotate(has_step=Exists(Step.objects.filter(errand=OuterRef("pk"))))
    return Share.sets(part=errands.filter(has_step=False), whole=errands)


def errand(asked_at: datetime, hamlet: Hamlet | None = None, *, kind: str = "", done: bool = False) -> Errand:
    """An errand as the tests need it."""
    return Errand.objects.create(
        hamlet=hamlet,
        kind=kind,
        asked_at=asked_at,
        asked_on=asked_at.date(),
        done_at=asked_at if done else None,
    )
