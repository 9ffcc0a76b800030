"""Jobs of the tests, with what they have done."""

from typing import Any

from xaso.platform.jobs.registry import Progress, every, job

done: list[dict[str, Any]] = []
failures: list[Exception] = []


@job("tests.errand", max_attempts=3, lease_seconds=60)
def errand(progress: Progress, **payload: Any) -> dict[str, Any]:
    """Note the payload; fail as often as `failures` says."""
    progress.tell(50, "Đang chạy nửa đường")
    if failures:
        raise failures.pop()
    done.append(payload)
    return {"link": "/ket-qua/", "text": "Mở kết quả"}


@every("07:30")
@job("tests.morning")
def morning(progress: Progress) -> None:
    """Once a day."""
    done.append({"job": "morning"})


@job("tests.quarter")
@every(minutes=15)
def quarter(progress: Progress) -> None:
    """Four times an hour."""
    done.append({"job": "quarter"})
