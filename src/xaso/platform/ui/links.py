"""Addresses of the same page with another page number, order or filter."""

from __future__ import annotations

from django.http import QueryDict


def with_query(query: QueryDict, **changes: object) -> str:
    """The query string of this page with some of it changed: `?trang=2&q=…`.

    `query` is `request.GET`. A value of None or "" takes the name away. Any change but of `trang` itself goes
    back to the first page, since the rows are other rows then.
    """
    changed = query.copy()
    if "trang" not in changes:
        changed.pop("trang", None)
    for name, value in changes.items():
        changed.pop(name, None)
        if isinstance(value, (list, tuple)):
            changed.setlist(name, [str(one) for one in value])
        elif value not in (None, ""):
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


def page_numbers(current: int, last: int) -> list[int | None]:
    """Which page numbers to show; None stands for a gap: 1 … 4 5 6 … 12."""
    wanted = sorted({1, last, current - 1, current, current + 1} & set(range(1, last + 1)))
    numbers: list[int | None] = []
    for page in wanted:
        previous = numbers[-1] if numbers else None
        if previous is not None and page - previous == 2:
            numbers.append(page - 1)
        elif previous is not None and page - previous > 2:
            numbers.append(None)
        numbers.append(page)
    return numbers
