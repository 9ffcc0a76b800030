"""Lists of old results: every row is read or named, none is lost."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.old_results import sheet
from xaso.modules.dossiers.reading.old_results import MOST_ROWS, ResultList, UnreadableList, read_list

TODAY = date(2026, 3, 2)
SOUND = (
    "Giấy khai sinh",
    "12/2019",
    "15/03/2019",
    "Sùng Thị Xa",
    99190000901,
    "UBND xã",
    "ho tich",
    "Hộp 3",
    "",
)


def read(data: bytes) -> ResultList:
    return read_list(data, fields=["Hộ tịch"], today=TODAY)


def test_a_sound_row_is_read_whatever_the_cells_are(db: None) -> None:
    second = (
        "Giấy phép",
        7,
        date(2020, 1, 2),
        "Cơ sở Suối",
        "",
        "",
        "",
        "",
        "31-12-2030",
    )

    found = read(sheet(SOUND, ("",) * 9, second))

    first, other = found.rows
    assert (first.line, first.holder_id, first.field, first.valid_to) == (2, "99190000901", "Hộ tịch", None)
    assert (other.line, other.number, other.issued_on) == (4, "7", date(2020, 1, 2))
    assert other.valid_to == date(2030, 12, 31)
    assert found.faults == []


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (0, "", "thiếu “Loại kết quả”"),
        (2, "15 tháng 3", "không phải ngày"),
        (2, "31/02/2019", "không phải ngày"),
        (2, "01/01/1800", "không phải ngày"),
        (2, "03/03/2026", "ngày cấp ở sau hôm nay"),
        (6, "Không có", "không có lĩnh vực"),
        (8, "01/01/2019", "ở trước ngày cấp"),
        (1, "x" * 61, "dài quá 60 ký tự"),
    ],
)
def test_what_is_wrong_is_told_by_its_row(place: int, value: str, words: str) -> None:
    cells = [*SOUND]
    cells[place] = value

    found = read(sheet(cells))

    assert not found.rows
    assert found.faults[0].sentence.startswith("Dòng 2: ")
    assert words in found.faults[0].sentence


def test_the_same_result_twice_in_one_sheet_is_a_fault() -> None:
    found = read(sheet(SOUND, SOUND))

    assert [one.sentence for one in found.faults] == ["Dòng 3: trùng với dòng 2."]


def test_heads_are_found_under_a_title_in_any_order_and_with_stars() -> None:
    heads = ("Ngày cấp *", "SỐ, KÝ HIỆU *", "Người được cấp *", "Loại kết quả *")
    title = ("Kiểm kê kho",)

    found = read(sheet(heads, ("15/03/2019", "1/2019", "Sùng Thị Xa", "Giấy khai sinh"), heads=title))

    assert [(one.line, one.number) for one in found.rows] == [(3, "1/2019")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a book", "Không mở được"),
        (sheet(("a", "b"), heads=("x", "y")), "Không thấy hàng tiêu đề"),
        (sheet(), "Danh sách trống"),
    ],
)
def test_a_file_that_is_no_list_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableList, match=words):
        read(data)


def test_a_list_too_long_is_to_be_cut() -> None:
    with pytest.raises(UnreadableList, match="Tách thành nhiều tệp"):
        read(sheet(*([("a",)] * (MOST_ROWS + 10))))
