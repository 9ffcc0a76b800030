"""Small invented sets of criteria, as JSON and as trees."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from xaso.modules.indicators.scoring.reading import read_index
from xaso.modules.indicators.scoring.tree import Index

ON_TIME = {"kind": "share", "max_points": 20, "measure": "dossiers.on_time"}


def leaf(code: str, points: float, rule: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A leaf scored by ``rule``."""
    return {
        "code": code,
        "name": f"Tiêu chí {code}",
        "max_points": points,
        "rule": rule,
        "how": "Cách tính thử.",
        "evidence": "Danh sách hồ sơ",
        "source": "system",
        "certainty": "D",
    } | more


def index(*leaves: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An index of one group whose criteria are the leaves, one each."""
    criteria = [
        {"code": one["code"], "name": one["name"], "max_points": one["max_points"], "leaves": [one]}
        for one in leaves
    ]
    total = sum(one["max_points"] for one in leaves)
    group = {"code": "I", "name": "Nhóm thử", "max_points": total, "certainty": "D", "criteria": criteria}
    head = {
        "code": "thu",
        "version": "1",
        "name": "Bộ chỉ số thử",
        "source": "Văn bản thử số 1",
        "max_points": total,
        "valid_from": "2025-01-01",
        "valid_to": None,
        "certainty": "D",
        "groups": [group],
    }
    return deepcopy(head | more)


def tree(*leaves: dict[str, Any], **more: Any) -> Index:
    """The same as a tree."""
    return read_index(index(*leaves, **more))
