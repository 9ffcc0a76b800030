"""Queue tickets and the counter of their numbers."""

from django.db import models

from ..lifecycle import TICKET_WORDS, TicketState
from ..rules import ticket_code
from .booking import Appointment
from .places import Counter, Queue


class Ticket(models.Model):
    """Số thứ tự: one person's place in a queue on one day. It knows no name unless the person booked."""

    queue = models.ForeignKey(Queue, on_delete=models.PROTECT, related_name="tickets")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    is_priority = models.BooleanField(default=False)
    appointment = models.OneToOneField(
        Appointment, null=True, blank=True, on_delete=models.PROTECT, related_name="ticket"
    )
    state = models.CharField(max_length=8, choices=TicketState.choices())
    counter = models.ForeignKey(
        Counter, null=True, blank=True, on_delete=models.PROTECT, related_name="tickets"
    )
    officer = models.ForeignKey("org.Officer", null=True, blank=True, on_delete=models.PROTECT)
    taken_at = models.DateTimeField()
    waiting_since = models.DateTimeField(help_text="lúc lấy số, hoặc lúc quay lại sau khi vắng")
    called_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveSmallIntegerField(default=0, help_text="số lần gọi")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["queue", "day", "number"], name="one_ticket_per_number"),
            models.UniqueConstraint(
                fields=["counter"],
                condition=models.Q(state=TicketState.CALLED.value),
                name="one_called_ticket_per_counter",
            ),
        ]
        indexes = [models.Index(fields=["day", "state", "queue"], name="ticket_waiting")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What is shown and called: ``A012``."""
        return ticket_code(self.queue.letter, self.number)

    @property
    def place(self) -> tuple[str, int]:
        """Letter and number, as addresses name the ticket."""
        return self.queue.letter, self.number

    @property
    def state_words(self) -> str:
        """The state in Vietnamese."""
        return TICKET_WORDS[TicketState(self.state)]

    @property
    def subject(self) -> str:
        """What the journal calls this ticket."""
        return f"ticket:{self.day.isoformat()}:{self.code}"


class TicketSeries(models.Model):
    """The last number of a queue on a day; locked while the next is taken."""

    queue = models.ForeignKey(Queue, on_delete=models.PROTECT)
    day = models.DateField()
    last = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["queue", "day"], name="one_series_per_queue_and_day")]
