"""Who stands in for whom, with dates."""

from __future__ import annotations

from datetime import date

from django.db import models

from xaso.modules.org.models.commune import Officer, Role


class Delegation(models.Model):
    """Ủy quyền có thời hạn: while its giver is away, a substitute has one of the giver's roles.

    Never changed after it is given, only withdrawn; both days belong to it.
    """

    giver = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="delegations_given")
    substitute = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="delegations_held")
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="hết ngày này")
    reason = models.CharField(max_length=300)
    decision = models.CharField(max_length=200, blank=True, help_text="số, ngày văn bản ủy quyền, nếu có")
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="delegation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("substitute")), name="delegation_to_somebody_else"
            ),
        ]
        indexes = [models.Index(fields=["ends_on"], name="delegation_end")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.substitute}: {self.get_role_display()}"

    def is_live_on(self, day: date) -> bool:
        """Whether the substitute has the role on that day."""
        return self.withdrawn_at is None and self.starts_on <= day <= self.ends_on
