"""Queues, counters and kiosks of the centre."""

from django.db import models


class Queue(models.Model):
    """Hàng chờ: a kind of work that people wait for together."""

    code = models.CharField(max_length=40, unique=True)
    letter = models.CharField(max_length=1, help_text="chữ đứng trước số")
    name = models.CharField(max_length=80)
    blurb = models.CharField(max_length=200, blank=True, help_text="những việc làm ở hàng này")
    slot_minutes = models.PositiveSmallIntegerField(default=30, help_text="một lượt hẹn dài bao nhiêu phút")
    places_per_slot = models.PositiveSmallIntegerField(
        default=1, help_text="mỗi giờ hẹn nhận mấy người; 0: không nhận hẹn"
    )
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=models.Q(is_active=True), name="one_queue_in_use_per_letter"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """Quầy: a place where an officer serves, and the queues it takes from."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    queues = models.ManyToManyField(Queue, related_name="counters")
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Kiosk(models.Model):
    """Ki-ốt: a device that gives numbers. Its key lives in the device's session, its code is used once."""

    name = models.CharField(max_length=60)
    code = models.CharField(max_length=12, blank=True, help_text="mã nhận máy, xóa khi đã dùng")
    key = models.CharField(max_length=64, unique=True, help_text="dấu của khóa máy")
    added_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="one_kiosk_per_open_code"
            )
        ]

    def __str__(self) -> str:
        return self.name
