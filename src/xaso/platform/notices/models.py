"""Notices and their deliveries by channel."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """A message to one user, always readable in the program."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    title = models.CharField(max_length=160)
    body = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=80, blank=True, help_text="loại:mã của việc được báo")
    key = models.CharField(max_length=120, unique=True, help_text="chống báo hai lần")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["recipient", "-created_at"], name="notice_recipient")]

    def __str__(self) -> str:
        return self.title


class Delivery(models.Model):
    """One notice on its way through one outside channel; a person can see it and send it again."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        SENT = "sent", "Đã gửi"
        FAILED = "failed", "Không gửi được"

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=12)
    address = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "channel"], name="one_delivery_per_channel")]
