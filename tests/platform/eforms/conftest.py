"""A small invented Vietnam for address boxes, put back after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from xaso.platform.eforms import sources

COMMUNES = {
    "15": [("02848", "Xã Lùng Phình"), ("02809", "Xã Bắc Hà"), ("02641", "Phường Lào Cai")],
    "14": [("03980", "Phường Mộc Châu"), ("03646", "Phường Tô Hiệu")],
}


@pytest.fixture(autouse=True)
def lists_of_choices() -> Iterator[None]:
    """Two provinces, a few communes, two villages, three ethnic groups."""
    before = sources.registered()
    sources.register("province", lambda: [("15", "Tỉnh Lào Cai"), ("14", "Tỉnh Sơn La")])
    sources.register("commune", lambda province: COMMUNES.get(province, []))
    sources.register("village", lambda: [("T01", "Thôn Lùng Phình"), ("T02", "Thôn Lử Chồ 1")])
    sources.register("ethnicity", lambda: [("01", "Kinh"), ("08", "Mông"), ("10", "Dao")])
    sources.register("home", lambda: ("15", "02848"))
    yield
    sources.replace_all(before)
