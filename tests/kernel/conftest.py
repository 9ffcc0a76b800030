"""The calendar that the kernel's tests count on: the real days around Quốc khánh 2026."""

from datetime import date

import pytest

from xaso.kernel.workdays import WorkCalendar


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    off = {
        date(2026, 1, 1): "Tết Dương lịch",
        date(2026, 4, 30): "Ngày Giải phóng",
        date(2026, 5, 1): "Quốc tế Lao động",
        date(2026, 8, 31): "Quốc khánh",
        date(2026, 9, 1): "Quốc khánh",
        date(2026, 9, 2): "Quốc khánh",
        date(2026, 11, 24): "Ngày Văn hóa",
    }
    work = {date(2026, 8, 22): "làm bù cho 31/08/2026", date(2026, 10, 3): "trực bão"}
    return WorkCalendar(frozenset({6, 7}), off, work, date(2026, 1, 1), date(2026, 12, 31))
