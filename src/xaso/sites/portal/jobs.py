"""The worker's heartbeat."""

from xaso.platform.jobs.registry import Progress, every, job

HEARTBEAT = "portal.heartbeat"


@every(minutes=5)
@job(HEARTBEAT)
def beat(progress: Progress) -> None:
    """Do nothing: that a worker came by to queue it is the sign of life that /suc-khoe/ reads."""
