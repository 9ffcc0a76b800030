"""What an activity of the plan needs before it can open tasks."""

from __future__ import annotations

from datetime import date

from .recurrence import parse_time, to_come


def lacks(
    *, output: str, leads: int, timing: str, by_hand: bool, years: tuple[int, int] | None
) -> list[tuple[str, str]]:
    """Return what still lacks, as the name of the field and the words for it; nothing when it may run.

    One that is given by hand needs neither lead nor time: both are said when the task is given.

    Basis: documents.md M-02 (lead, deadline and product of a task), S-09 (a rhythm gives the deadline).
    """
    found = [] if output.strip() else [("output", "chưa có sản phẩm")]
    if by_hand:
        return found
    if not leads:
        found.append(("leads", "chưa có đơn vị chủ trì"))
    rule = parse_time(timing) if timing.strip() else None
    if rule is None:
        found.append(("timing", "chưa rõ thời gian"))
    elif years is not None and not to_come(rule, years, date(years[0], 1, 1)):
        found.append(("timing", f"thời gian nằm ngoài giai đoạn {years[0]}–{years[1]} của kế hoạch"))
    return found
