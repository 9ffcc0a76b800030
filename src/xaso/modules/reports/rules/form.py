"""What the official form asks of a page.

Basis: NĐ 30/2020/NĐ-CP Phụ lục I (documents.md 1.7); documents.md 1.9 D-05 for the Party's form, quoted.
"""

from __future__ import annotations

from .outline import PARTY

A4 = (210.0, 297.0)
TYPEFACE = "Times New Roman"
SLACK = 0.6
_STATE = {"trên": (20, 25), "phải": (15, 20), "dưới": (20, 25), "trái": (30, 35)}
_PARTY = {"trên": (20, 20), "phải": (15, 15), "dưới": (20, 20), "trái": (30, 30)}


def page_faults(
    profile: str, *, size: tuple[float, float], margins: tuple[float, float, float, float], typeface: str
) -> list[str]:
    """Return what a page departs from the form in, as sentences; margins: top, right, bottom, left, in mm.

    Basis: NĐ 30/2020 Phụ lục I (A4, margins 20-25, 15-20, 20-25, 30-35 mm, Times New Roman); D-05.
    """
    found = []
    if any(abs(one - asked) > 1 for one, asked in zip(size, A4, strict=True)):
        found.append(f"Khổ giấy {size[0]:.0f} x {size[1]:.0f} mm, thể thức là A4 đứng 210 x 297 mm.")
    asked_of = _PARTY if profile == PARTY else _STATE
    for (side, (least, most)), margin in zip(asked_of.items(), margins, strict=True):
        if not least - SLACK <= margin <= most + SLACK:
            span = f"{least}" if least == most else f"{least} đến {most}"
            found.append(f"Lề {side} {margin:.0f} mm, thể thức là {span} mm.")
    if typeface and typeface != TYPEFACE:
        found.append(f"Phông chữ chung là {typeface}, thể thức là {TYPEFACE}.")
    return found
