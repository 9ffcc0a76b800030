"""A version may begin on a day nobody loads anything: the search follows by itself."""

from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.procedures.services import index_catalogue
from xaso.platform.jobs.registry import Progress, every, job


@every("00:20")
@job("procedures.index")
def index_for_today(progress: Progress) -> None:
    """Build the search from the versions in force today."""
    index_catalogue(on=local_date(SystemClock().now()))
