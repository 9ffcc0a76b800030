"""Appointments."""

from django.db import models

from ..lifecycle import APPOINTMENT_WORDS, AppointmentState
from .places import Queue


class Appointment(models.Model):
    """Lịch hẹn: one person at one hour. The code and the phone together open it."""

    code = models.CharField(max_length=8, unique=True)
    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=12)
    subject = models.CharField(max_length=200, help_text="việc cần làm, lời của người đặt")
    state = models.CharField(max_length=10, choices=AppointmentState.choices())
    booked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="lúc đến hoặc lúc hủy")

    class Meta:
        indexes = [
            models.Index(fields=["queue", "starts_at", "state"], name="appointment_slot"),
            models.Index(fields=["starts_at", "id"], name="appointment_day"),
            models.Index(fields=["phone", "state", "starts_at"], name="appointment_phone"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def state_words(self) -> str:
        """The state in Vietnamese."""
        return APPOINTMENT_WORDS[AppointmentState(self.state)]
