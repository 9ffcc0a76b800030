"""Invented names, by people: family and given names that are common among them, put together by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

FEMALE, MALE = "female", "male"


@dataclass(frozen=True, slots=True)
class People:
    """How one people names its women and men. `weight`: how many of a hundred neighbours they are."""

    name: str
    weight: int
    families: Sequence[str]
    middle_women: Sequence[str]
    middle_men: Sequence[str]
    women: Sequence[str]
    men: Sequence[str]


PEOPLES = (
    People(
        "Mông", 52,
        ("Giàng", "Vàng", "Sùng", "Thào", "Ma", "Lý", "Cư", "Tráng", "Hạng", "Ly", "Hầu", "Lùng", "Vừ"),
        ("Thị", "Thị", "Seo"), ("A", "Seo", "Văn", "Mí"),
        ("Mỷ", "Sảy", "Dợ", "Chư", "Pàng", "Sung", "Mai", "Ghếnh", "Dua", "Xúa", "Pà", "Lử", "Khua", "Chứ"),
        ("Páo", "Lử", "Dế", "Sình", "Chúng", "Sào", "Vảng", "Phừ", "Tủa", "Lềnh", "Giống", "Hờ", "Nhè"),
    ),
    People(
        "Tày", 12,
        ("Hoàng", "Nông", "Lương", "Hà", "Vi", "La", "Lù"),
        ("Thị", "Thị", "Thu"), ("Văn", "Văn", "Đức"),
        ("Nhung", "Lan", "Thêm", "Hoa", "Điệp", "Liễu", "Xuyến", "Thảo"),
        ("Tuấn", "Lường", "Thiện", "Bằng", "Khánh", "Quyền", "Toàn", "Nghĩa"),
    ),
    People(
        "Nùng", 10,
        ("Lùng", "Vàng", "Sần", "Lèng", "Thền", "Hoàng", "Nùng"),
        ("Thị",), ("Văn", "Seo", "Phủ"),
        ("Pà", "Mẩy", "Sín", "Hoa", "Dín", "Nhình", "Xuân"),
        ("Phủ", "Dìn", "Sinh", "Páo", "Chín", "Đạt", "Lìn"),
    ),
    People(
        "Dao", 8,
        ("Bàn", "Triệu", "Đặng", "Lý", "Phùng", "Chảo", "Tẩn"),
        ("Thị", "Mùi", "Tả"), ("Văn", "Phúc", "Láo", "Tòn"),
        ("Mẩy", "Ghển", "Pham", "Hoa", "Nái", "Diện"),
        ("Tả", "Lụ", "Chẳn", "Vạn", "Kim", "Phin"),
    ),
    People(
        "Phù Lá", 7,
        ("Lồ", "Giàng", "Sải", "Thàng", "Vùi", "Bồ"),
        ("Thị",), ("Văn", "Seo", "Phà"),
        ("Sẻn", "Lan", "Mỷ", "Chín", "Xim"),
        ("Sử", "Phà", "Lìn", "Dùng", "Tờ"),
    ),
    People(
        "Giáy", 5,
        ("Nông", "Vàng", "Hoàng", "Lục", "Sần", "Phan"),
        ("Thị",), ("Văn",),
        ("Chiến", "Phượng", "Na", "Nga", "Thím"),
        ("Chồ", "Lù", "Kiên", "Tiến", "Sài"),
    ),
    People(
        "Kinh", 6,
        ("Nguyễn", "Trần", "Phạm", "Lê", "Đỗ", "Bùi", "Vũ", "Đinh"),
        ("Thị", "Thu", "Minh"), ("Văn", "Đức", "Quang", "Minh"),
        ("Huyền", "Hằng", "Nga", "Loan", "Thủy", "Yến", "Dung"),
        ("Thanh", "Long", "Hưng", "Tâm", "Dũng", "Phong", "Kiên"),
    ),
)  # fmt: skip
"""Peoples of the northern highlands with their rough shares; nobody real is meant."""


@dataclass(frozen=True, slots=True)
class Name:
    """An invented full name, the people it belongs to, and woman or man."""

    full: str
    people: str
    gender: str


def invent(rng: Random, *, gender: str = "", people: People | None = None) -> Name:
    """Draw one name; the people and the gender too where they are not given."""
    folk = people or rng.choices(PEOPLES, [one.weight for one in PEOPLES])[0]
    sex = gender or rng.choice((FEMALE, MALE))
    middles, givens = (folk.middle_women, folk.women) if sex == FEMALE else (folk.middle_men, folk.men)
    given = rng.choice(givens)
    middle = rng.choice([one for one in middles if one != given] or list(middles))
    return Name(f"{rng.choice(folk.families)} {middle} {given}", folk.name, sex)
