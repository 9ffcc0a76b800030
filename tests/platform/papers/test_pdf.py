"""PDF papers: what stands on them, in which fonts, from which templates."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from pypdf import PdfReader
from pytest_django import Settings

from xaso.platform.papers import qr, templates
from xaso.platform.papers.services import BrokenPaper, pdf
from xaso.platform.papers.templates import NoTemplate

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
EVERY_LETTER = (
    "ĂÂĐÊÔƠƯ ăâđêôơư ẢẠẮẰẲẴẶẤẦẨẪẬ ẺẼẸẾỀỂỄỆ ỈỊ ỎỌỐỒỔỖỘỚỜỞỠỢ ỦỤỨỪỬỮỰ ỲỶỸỴ "
    "ảạắằẳẵặấầẩẫậ ẻẽẹếềểễệ ỉị ỏọốồổỗộớờởỡợ ủụứừửữự ỳỷỹỵ"
)
RECEIPT = """
#import "/base.typ": *
#show: paper.with(title: data.title)
#letterhead(above: "UBND tỉnh Lào Cai", agency: "UBND xã Lùng Phình", number: data.number, dated: data.dated)
#heading-of("Giấy tiếp nhận hồ sơ", about: "Thủ tục đăng ký khai sinh")
#fact("Họ và tên", data.name)
#fact("Điện thoại", none)
#grid-table(("STT", "Tên giấy tờ"), data.rows, widths: (12mm, 1fr))
#signatures(signature("Người nộp", how: "(Ký, ghi rõ họ tên)"), signature("Người tiếp nhận", name: "Sen"))
#receivers(("Như trên", "Lưu: VT"))
"""
DATA = {
    "title": "Giấy tiếp nhận",
    "number": "12/TN",
    "dated": "Lùng Phình, ngày 24 tháng 11 năm 2026",
    "name": "Giàng Thị Mỷ #strong[không chạy]",
    "rows": [["1", "Tờ khai"], ["2", "Giấy chứng sinh"]],
}


@pytest.fixture(autouse=True)
def pack(settings: Settings, tmp_path: Path) -> Path:
    """A commune pack with one paper of its own."""
    settings.COMMUNE_PACK = tmp_path
    folder = tmp_path / "papers" / "thu"
    folder.mkdir(parents=True)
    (folder / "bien-nhan.typ").write_text(RECEIPT, encoding="utf-8")
    return folder


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def text_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(data).pages).split())


def test_a_paper_says_in_vietnamese_what_it_was_given() -> None:
    said = text_of(pdf("thu/bien-nhan.typ", DATA, at=AT))

    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND TỈNH LÀO CAI",
        "UBND XÃ LÙNG PHÌNH", "Số: 12/TN", "ngày 24 tháng 11 năm 2026", "GIẤY TIẾP NHẬN HỒ SƠ",
        "Giấy chứng sinh", "NGƯỜI TIẾP NHẬN", "Nơi nhận:",
    ):  # fmt: skip
        assert words in said


def test_data_is_shown_never_run() -> None:
    assert "#strong[không chạy]" in text_of(pdf("thu/bien-nhan.typ", DATA))


def test_every_vietnamese_letter_is_in_the_font(pack: Path) -> None:
    (pack / "chu.typ").write_text('#import "/base.typ": *\n#show: paper\n#data.letters', encoding="utf-8")

    said = text_of(pdf("thu/chu.typ", {"letters": EVERY_LETTER}))

    assert said == EVERY_LETTER


def test_only_the_shipped_fonts_are_used_and_all_are_embedded() -> None:
    fonts = {}
    for page in read(pdf("thu/bien-nhan.typ", DATA)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(inner["/BaseFont"])] = inner["/FontDescriptor"].get_object()

    assert fonts
    assert all("LiberationSerif" in name for name in fonts)
    assert all("/FontFile2" in descriptor for descriptor in fonts.values())


def test_it_is_an_a4_archive_pdf_with_a_title() -> None:
    data = pdf("thu/bien-nhan.typ", DATA, at=AT)

    reader = read(data)
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    assert reader.metadata is not None
    assert reader.metadata.title == "Giấy tiếp nhận"
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data


def test_another_standard_may_be_asked_for() -> None:
    assert b"<pdfaid:part>1</pdfaid:part>" in pdf("thu/bien-nhan.typ", DATA, standard="a-1b")


def test_equal_input_gives_equal_bytes() -> None:
    assert pdf("thu/bien-nhan.typ", DATA, at=AT) == pdf("thu/bien-nhan.typ", DATA, at=AT)


def test_pages_are_numbered_from_the_second_on(pack: Path) -> None:
    long = '#import "/base.typ": *\n#show: paper\nĐầu #pagebreak() Giữa #pagebreak() Cuối'
    (pack / "dai.typ").write_text(long, encoding="utf-8")

    pages = [page.extract_text().split() for page in read(pdf("thu/dai.typ", {})).pages]

    assert pages == [["Đầu"], ["2", "Giữa"], ["3", "Cuối"]]


def test_an_image_is_there_under_its_name(pack: Path) -> None:
    (pack / "ma.typ").write_text(
        '#import "/base.typ": *\n#show: paper\n#qr("qr.svg", label: "Tra cứu")', "utf-8"
    )

    with_code = pdf("thu/ma.typ", {}, images={"qr.svg": qr.svg("https://vidu.vn/tra-cuu/ABC")})

    assert "Tra cứu" in text_of(with_code)
    assert len(read(with_code).pages) == 1


@pytest.mark.parametrize("name", ["../qr.svg", "a/b.svg", "qr.exe", "", ".svg"])
def test_an_image_cannot_be_laid_anywhere_else(name: str) -> None:
    with pytest.raises(ValueError, match="image"):
        pdf("thu/bien-nhan.typ", DATA, images={name: b"x"})


@pytest.mark.parametrize(
    "name",
    ["thu/khong-co.typ", "../thu/bien-nhan.typ", "/etc/passwd", "thu/bien-nhan.typ\0", "thu//x.typ", ""],
)
def test_a_template_that_is_not_there_or_outside_is_not_found(name: str) -> None:
    with pytest.raises(NoTemplate):
        pdf(name, {})


def test_a_template_that_lacks_its_data_says_which() -> None:
    with pytest.raises(BrokenPaper, match=r"thu/bien-nhan\.typ"):
        pdf("thu/bien-nhan.typ", {"title": "x"})


def test_a_template_cannot_read_files_of_the_machine(pack: Path) -> None:
    (pack / "trom.typ").write_text('#read("/../../../../etc/passwd")', encoding="utf-8")

    with pytest.raises(BrokenPaper):
        pdf("thu/trom.typ", {})


def test_the_communes_own_template_wins_over_an_apps(pack: Path) -> None:
    (pack.parent / "base.typ").write_text("// của xã", encoding="utf-8")

    assert templates.find("base.typ") == pack.parent / "base.typ"


def test_every_app_may_bring_templates() -> None:
    assert Path(apps.get_app_config("papers").path) / "paper_templates" in list(templates.folders())


def test_the_licence_lies_beside_the_fonts() -> None:
    folder = Path(apps.get_app_config("papers").path) / "fonts"

    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert len(list(folder.glob("LiberationSerif-*.ttf"))) == 4
