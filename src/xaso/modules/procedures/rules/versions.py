"""What a version of a procedure is made of, how two differ, and how a change goes on into later ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

PARTS = {
    "name": "tên thủ tục",
    "authority": "cơ quan thực hiện",
    "authority_level": "cấp thực hiện",
    "subjects": "đối tượng",
    "time_value": "thời hạn",
    "time_unit": "đơn vị thời hạn",
    "time_note": "ghi chú thời hạn",
    "fee_amount": "phí, lệ phí",
    "fee_note": "ghi chú phí, lệ phí",
    "fee_set_by_province": "phí do Hội đồng nhân dân tỉnh quy định",
    "result": "kết quả",
    "gives_paper_result": "trả kết quả bản giấy",
    "four_on_the_spot": "“4 tại chỗ”",
    "four_on_the_spot_certainty": "độ chắc của dấu “4 tại chỗ”",
    "service_level": "mức dịch vụ công trực tuyến",
    "online_submission": "nộp trực tuyến được",
    "channels": "cách thức nộp",
    "steps": "trình tự thực hiện",
    "steps_kind": "nguồn của trình tự",
    "legal_basis": "căn cứ pháp lý",
    "components": "thành phần hồ sơ",
    "form_code": "tờ khai điện tử",
    "route": "quy trình nội bộ",
    "decision_number": "quyết định công bố",
    "source": "nguồn",
    "source_url": "trang nguồn",
    "as_of": "thời điểm của nguồn",
    "confidence": "mức kiểm chứng",
    "flags": "chỗ chưa rõ",
    "conflicts": "chỗ nguồn nói khác nhau",
    "note": "ghi chú",
}
"""Every part of a version by its code word, in the order a page tells them."""

SETTLED = {
    "time_value": ("time_missing", "time_not_published", "time_unit_missing_in_source", "time_unit_unknown"),
    "fee_amount": ("fee_zero_as_displayed", "fee_not_published", "fee_not_a_number"),
    "components": ("no_components", "components_incomplete"),
    "service_level": ("service_level_unknown",),
}
"""Doubts that are settled when the commune writes the part itself."""


@dataclass(frozen=True, slots=True)
class Change:
    """One part that differs: its code word, its words, what it was and what it is."""

    part: str
    words: str
    before: Any
    after: Any


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return the parts that differ, in the order of `PARTS`; a part that `after` does not name is unchanged.

    Basis: NĐ 63/2010/NĐ-CP Đ.8 k.2 (the parts of a procedure, onestop.md 5.6).
    """
    return [
        Change(part, words, before.get(part), after[part])
        for part, words in PARTS.items()
        if part in after and before.get(part) != after[part]
    ]


def settled_flags(flags: Sequence[str], parts: Mapping[str, Any]) -> list[str]:
    """Return the doubts that remain after the parts were written: none about a part now told.

    Basis: our own convention (design): a doubt of the source does not outlive the commune's own word.
    """
    done = {
        flag for part, names in SETTLED.items() if parts.get(part) not in (None, "", []) for flag in names
    }
    return [flag for flag in flags if flag not in done]


def carried(
    changes: Mapping[str, Any], before: Mapping[str, Any], later: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the changes that also hold in a later version: those of parts it did not change itself.

    Basis: our own convention (design): a decision holds until a later one says something else.
    """
    return {part: value for part, value in changes.items() if later.get(part) == before.get(part)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text in two versions: kept, added or taken away."""

    words: str
    added: bool = False
    removed: bool = False


def line_changes(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """Return the lines of both texts in order, each told as kept, taken away or added.

    Basis: our own convention (design): what changed must be seen without reading both texts whole.
    """
    found: list[Line] = []
    for kind, old, old_end, new, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            found += [Line(words) for words in before[old:old_end]]
            continue
        found += [Line(words, removed=True) for words in before[old:old_end]]
        found += [Line(words, added=True) for words in after[new:new_end]]
    return found
