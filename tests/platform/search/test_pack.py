"""The questions people ask, on the whole catalogue of the commune pack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings

from xaso.platform.search import services
from xaso.platform.search.queries import find
from xaso.platform.search.services import Doc

pytestmark = pytest.mark.django_db
PACK = Path(settings.BASE_DIR) / "communes" / "lungphinh"


@pytest.fixture
def names(db: None) -> dict[str, str]:
    """Procedures by code, indexed with people's words as the catalogue does."""
    procedures = json.loads((PACK / "procedures.json").read_text(encoding="utf-8"))
    said: dict[str, list[tuple[int, str]]] = {}
    for words in json.loads((PACK / "search_words.json").read_text(encoding="utf-8")):
        for code in words["codes"]:
            said.setdefault(code, []).append((words["weight"], words["words"]))
    services.index("pack", [_doc(one, sorted(said.get(one["code"], []), reverse=True)) for one in procedures])
    return {one["code"]: one["name"] for one in procedures}


def _doc(one: dict[str, str], said: list[tuple[int, str]]) -> Doc:
    body = [words for _, words in said] + [one["field"], one["result"] or "", one["code"]]
    return Doc(one["code"], one["name"], "\n".join(body), max((weight for weight, _ in said), default=1))


@pytest.mark.parametrize(
    ("typed", "word_in_first"),
    [
        ("khai sinh", "đăng ký khai sinh"),
        ("khai sin", "đăng ký khai sinh"),
        ("giay to nha dat", "Giấy chứng nhận"),
        ("dang ky ket hon", "Thủ tục đăng ký kết hôn"),
        ("ket hom", "Thủ tục đăng ký kết hôn"),
        ("mo quan an", "thành lập hộ kinh doanh"),
        ("tien tro cap nguoi gia", "trợ cấp"),
        ("xac nhan doc than", "tình trạng hôn nhân"),
        ("1.001193", "đăng ký khai sinh"),
        ("ho ngheo", "hộ nghèo"),
    ],
)
def test_the_first_hit_is_what_was_meant(names: dict[str, str], typed: str, word_in_first: str) -> None:
    hits = find("pack", typed, limit=10)

    assert word_in_first in names[hits[0].key]
