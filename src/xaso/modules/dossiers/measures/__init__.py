"""What dossiers say, as figures: how many came, how they were filed, whether in time, digitised, on paper or
not. One file for what came, one for the work, one for the results, one for who and what went online.
"""

from .asking import asked_once
from .copies import electronic_copies
from .fees import (
    contactless,
    fee_online,
    fee_online_766,
    services_paid_766,
    services_paid_online_766,
    services_pay_online,
)
from .old_results import old_results_digitised, old_results_growth
from .online import online_users_identified, services_identified, services_online_used
from .received import (
    beyond_boundary,
    filed_online,
    filed_online_766,
    filer_identified,
    on_the_spot,
    received,
    reused,
    through_one_stop,
)
from .results import digitised_result, result_electronic
from .work import electronic_handover, on_time, on_time_766, put_off, supplement_again

__all__ = [
    "asked_once",
    "beyond_boundary",
    "contactless",
    "digitised_result",
    "electronic_copies",
    "electronic_handover",
    "fee_online",
    "fee_online_766",
    "filed_online",
    "filed_online_766",
    "filer_identified",
    "old_results_digitised",
    "old_results_growth",
    "on_the_spot",
    "on_time",
    "on_time_766",
    "online_users_identified",
    "put_off",
    "received",
    "result_electronic",
    "reused",
    "services_identified",
    "services_online_used",
    "services_paid_766",
    "services_paid_online_766",
    "services_pay_online",
    "supplement_again",
    "through_one_stop",
]
