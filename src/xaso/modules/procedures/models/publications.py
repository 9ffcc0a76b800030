"""Where versions of procedures stand on the national database."""

from django.db import models

from .catalogue import ProcedureVersion


class NationalPublication(models.Model):
    """Công khai trên Cơ sở dữ liệu quốc gia về TTHC: since when; a version without a row waits."""

    version = models.OneToOneField(ProcedureVersion, on_delete=models.PROTECT, related_name="publication")
    published_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.version} ({self.published_on:%d/%m/%Y})"
