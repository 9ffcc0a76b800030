"""The journal: what was done, in an append-only chain of hashes; and who read whose data."""

from typing import Any, NoReturn

from django.db import models


class AppendOnly(Exception):  # noqa: N818 - names the rule, not the mistake
    """Raised by code that tries to change or remove what the journal has written."""


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries can be read and added; the database refuses the rest too (migration 0002)."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("entries of the journal are never changed")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly("entries of the journal are never removed")


class Entry(models.Model):
    """One write: the audit trail, the timeline and the event at once."""

    seq = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=80, help_text="tên sự kiện, ví dụ dossiers.received")
    subject = models.CharField(max_length=80, help_text="loại:mã, ví dụ dossier:H38.LP-261124-0001")
    actor_kind = models.CharField(max_length=12)
    actor_key = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=120)
    actor_unit = models.CharField(max_length=120, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "seq"], name="journal_subject"),
            models.Index(fields=["event", "at"], name="journal_event"),
            models.Index(fields=["actor_key", "at"], name="journal_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.event} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new entry; refuse to write an old one again."""
        if not self._state.adding:
            raise AppendOnly("entries of the journal are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly("entries of the journal are never removed")


class ChainHead(models.Model):
    """The last link; its one row is locked while the next entry is written."""

    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.seq} {self.digest[:12]}"


class AccessEntry(models.Model):
    """One reading of personal data: who, whose, why (Luật 91/2025; onestop.md 12.6, 12.7)."""

    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=12)
    actor_key = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=120)
    whom = models.CharField(max_length=80, help_text="loại:mã của người có dữ liệu")
    purpose = models.CharField(max_length=200)
    where = models.CharField(max_length=200, help_text="trang hoặc giao diện")

    class Meta:
        indexes = [models.Index(fields=["whom", "-at"], name="access_whom")]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.purpose}"
