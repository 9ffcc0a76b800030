"""The queue keeps itself small."""

from .queue import prune
from .registry import Progress, every, job


@every("02:10")
@job("jobs.prune")
def prune_old(progress: Progress) -> None:
    """Remove what ended long ago."""
    prune(at=progress.at)
