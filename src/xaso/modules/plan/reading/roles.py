"""What a section is about, by the words of its heading."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from xaso.modules.plan.reading.words.plain import fold

Role = Literal["targets", "tasks", "mixed", "solutions", "org", "money", "purpose", "status", ""]

_WORDS: tuple[tuple[Role, str], ...] = (
    (
        "org",
        r"to chuc(?: trien khai)?,? thuc hien|to chuc trien khai|phan cong"
        r"|^trach nhiem|trach nhiem (?:cua|thuc hien)|che do "
        r"(?:thong tin|bao cao)|noi nhan",
    ),
    (
        "status",
        r"ket qua (?:dat duoc|thuc hien|noi bat|nam|cong tac|da dat|giai doan|nhiem ky|buoc dau)"
        r"|thuc trang|tinh hinh"
        r"|danh gia (?:chung|ket qua|tinh hinh)|boi canh|ton tai"
        r"|(?:nhung|mot so|cac|va|,) han che|^\W*han che(?:,| va\b|\W*$)|hien trang|dac diem"
        r"|su can thiet|nguyen nhan|^can cu|co so (?:phap ly|xay dung)|khai quat",
    ),
    (
        "money",
        r"^(?:[^:]{0,12}\b)?(?:kinh phi|nguon von|du toan|co cau von|khai toan|phan ky|nguon "
        r"luc (?:tai chinh|thuc hien)|nhu cau von)",
    ),
    (
        "mixed",
        r"muc tieu[^:]{0,30}nhiem vu|nhiem vu[^:]{0,25}(?:chi tieu|muc tieu)|chi "
        r"tieu[^:]{0,30}nhiem vu",
    ),
    (
        "targets",
        r"chi tieu|muc tieu(?! quoc gia| chien luoc)|ket qua (?:can|phai|phan dau)|dich "
        r"den|phan dau|cam ket|con so",
    ),
    (
        "tasks",
        r"nhiem vu|^noi dung\b|^(?:cac )?hoat dong\b"
        r"|noi dung (?:thuc hien|cong viec|trong tam|chu yeu|cu the)|cong viec|viec "
        r"(?:can|phai) lam|viec trong tam|cac noi dung|hoat dong chu yeu",
    ),
    ("solutions", r"giai phap|bien phap|cach lam|to chuc chi dao"),
    ("purpose", r"muc dich|yeu cau|quan diem|nguyen tac|pham vi|doi tuong|phuong cham|tam nhin"),
)
_ROLES = tuple((role, re.compile(words)) for role, words in _WORDS)


@lru_cache(maxsize=8192)
def role_of(heading: str) -> Role:
    """What a heading is about; empty where its words say nothing."""
    text = fold(heading)
    return next((role for role, words in _ROLES if words.search(text)), "")
