"""A job as a person sees it: its stage, its progress, its end."""

import uuid

from django.db import models


class Job(models.Model):
    """One piece of background work; the queue's own row holds only whose turn it is."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Xong"
        RETRYING = "retrying", "Sẽ thử lại"
        DEAD = "dead", "Không chạy được, cần người xem"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=160, blank=True)
    payload = models.JSONField(default=dict)
    key = models.CharField(
        max_length=160,
        null=True,
        blank=True,
        unique=True,
        help_text="việc cùng khóa đang chờ chỉ xếp một lần",
    )
    owner_id = models.CharField(max_length=60, blank=True)
    ticket = models.UUIDField(null=True, blank=True, help_text="dòng của hàng đợi đang giữ lượt của việc này")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=160, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "run_after"], name="job_due"),
            models.Index(fields=["ticket"], name="job_ticket"),
        ]

    def __str__(self) -> str:
        return self.title or self.name


class Slot(models.Model):
    """The last moment for which a scheduled job was queued; taken by exactly one worker."""

    name = models.CharField(max_length=80, unique=True)
    taken = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.taken:%Y-%m-%d %H:%M}"
