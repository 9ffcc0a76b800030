"""How many dossiers of each procedure came, and by which way: for what procedures cost people."""

from __future__ import annotations

from django.db.models import Count, Q

from xaso.kernel.periods import Period

from ..models import Dossier


def received_by_procedure(period: Period) -> dict[str, tuple[int, int]]:
    """Dossiers received in the period by the procedure's code: at the counter or by post, and online."""
    online = Q(channel=Dossier.Channel.ONLINE)
    rows = Dossier.objects.received_in(period).order_by().values_list("version__procedure__code")
    counted = rows.annotate(here=Count("pk", filter=~online), away=Count("pk", filter=online))
    return {code: (here, away) for code, here, away in counted}
