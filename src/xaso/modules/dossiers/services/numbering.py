"""The dossier's code: one number after another, day by day."""

from datetime import datetime

from xaso.kernel.clock import local_date
from xaso.modules.org.queries import commune, setting

from ..models import DossierSeries
from ..rules import code_of

DEFAULT_TEMPLATE = "{identifier}-{yymmdd}-{seq:04d}"


def next_code(*, at: datetime) -> str:
    """Take the next code of the day; belongs in the transaction that writes the dossier.

    The day's counter is locked until that transaction ends, so two filings never get one number; a filing
    that is rolled back gives its number back with the counter, so acknowledged numbers have no gap. Codes
    follow the commune's template and identifier, or the provisional prefix while the identifier is unknown
    (TT 03/2025 Đ.13).
    """
    day = local_date(at)
    DossierSeries.objects.bulk_create([DossierSeries(day=day)], ignore_conflicts=True)
    series = DossierSeries.objects.select_for_update().get(day=day)
    series.last += 1
    series.save(update_fields=["last"])
    identifier = commune().identifier or str(setting("dossiers.code_provisional_identifier", "HS"))
    return code_of(str(setting("dossiers.code_template", DEFAULT_TEMPLATE)), identifier, day, series.last)
