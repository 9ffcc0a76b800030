"""What two measures have in common: their words without filler, abbreviations and synonyms as one."""

from __future__ import annotations

import re
from functools import lru_cache

from xaso.modules.plan.reading.words.plain import fold

_SYNONYMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{words})\b"), f" {concept} ")
    for words, concept in (
        (r"tren tong so.*|tren tong.*", ""),
        (
            r"hai long cua (?:(?:nguoi dan|cong dan|ca nhan|to chuc|doanh nghiep)(?:,? va |, | |$))+",
            "hai_long",
        ),
        (r"\(.*?\)", ""),
        (r"muc do \d(?:\s*(?:,|va)\s*(?:muc do )?\d)*", ""),
        (
            r"(?:dang )?con hieu luc|co gia tri su dung|thuoc tham quyen(?: giai quyet)?(?: cua (?:xa"
            r"|phuong|ubnd xa|ubnd phuong))?",
            "",
        ),
        (
            r"(?:dung|trong) (?:thoi )?han va truoc (?:thoi )?han|truoc va dung han|truoc han va dung han"
            r"|dung thoi han|som va dung han|dung hen",
            "dung_han",
        ),
        (r"dung han|dung tien do", "dung_han"),
        (r"thu tuc hanh chinh", "tthc"),
        (r"can bo,? cong chuc,? vien chuc|can bo,? cong chuc|cbccvc|cbcc", "can_bo"),
        (r"ho so cong viec", "ho_so_cong_viec"),
        (r"ho so", "ho_so"),
        (r"ket qua", "ket_qua"),
        (r"tiep nhan va giai quyet|tiep nhan, giai quyet|giai quyet|xu ly", "giai_quyet"),
        (r"phan anh,? kien nghi|pakn", "pakn"),
        (r"dich vu cong|dvc", "dvc"),
        (r"truc tuyen", "truc_tuyen"),
        (r"so hoa", "so_hoa"),
        (r"he thong thong tin", "httt"),
        (r"co so du lieu", "csdl"),
        (r"nguoi dan|cong dan", "nguoi_dan"),
        (r"doanh nghiep", "doanh_nghiep"),
        (r"hai long", "hai_long"),
        (r"van ban", "van_ban"),
        (r"ket noi, lien thong|lien thong|ket noi|tich hop", "lien_thong"),
        (r"dien tu", "dien_tu"),
        (r"phi tiep xuc", "phi_tiep_xuc"),
        (r"toan trinh", "toan_trinh"),
    )
)
_FILLER_WORDS = (
    "ty ti le muc do so tong cac cua va duoc o tai tren cho theo thuoc tham quyen dat phan dau toi "
    "thieu viec co tu den nam xa phuong cap dia ban trong bang qua thuc hien hang hoan thanh ve doi "
    "voi vao ra la khi nhung mot cung nay dang da se phai moi toan bo tat ca it nhat ti_le dam bao "
    "nham de tinh giai doan"
)
_FILLER = frozenset(_FILLER_WORDS.split())


@lru_cache(maxsize=20000)
def concepts(metric: str) -> frozenset[str]:
    """The words of a measure that carry its meaning."""
    text = fold(metric)
    for pattern, concept in _SYNONYMS:
        text = pattern.sub(concept, text)
    return frozenset(word for word in re.findall(r"[a-z_]+", text) if word not in _FILLER and len(word) > 1)


def same_measure(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two measures are one: almost all words are common, at most one side has words of its own."""
    common = len(one & other)
    if common < 2:
        return False
    likeness = common / len(one | other)
    one_sided = not (one - other) or not (other - one)
    return likeness >= 0.86 or (likeness >= 0.72 and one_sided)


_LESS_IS_BETTER = re.compile(
    r"ngheo|qua han|tre han|vi pham|tai nan|\bgiam|bo hoc|tao hon|that nghiep|suy dinh duong|sinh con "
    r"thu|khieu nai|thoi gian|chi phi|ton dong"
    r"|\bmac\b|tu vong|cham muon|sai sot|pham phap|toi pham|lang phi|mu chu|phat thai|that thoat|ngung"
    r"|cat giam|o nhiem|no dong|no dong|chay rung"
)


def less_is_better(name: str) -> bool:
    """Whether a measure is the better the lower it is: poverty, lateness, accidents."""
    return _LESS_IS_BETTER.search(fold(name)) is not None
