"""The papers of the one-stop say what was received, when it is due and how that was counted."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.modules.dossiers import papers
from xaso.modules.dossiers.services import intake
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.dossiers.services.papers import PaperIn


def words_of(pdf: bytes) -> str:
    """The text of a PDF on one line."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def brought(cast: Cast) -> list[PaperIn]:
    """An application and a house paper."""
    form, house = make.version().components.order_by("order")[:2]
    return [PaperIn(form.pk, medium="0"), PaperIn(house.pk, medium="1", upload=make.picture())]


def test_the_receipt_tells_the_code_the_papers_and_how_the_day_was_counted(
    cast: Cast, brought: list[PaperIn]
) -> None:
    dossier = make.taken_in(cast, papers=tuple(brought))

    text = words_of(papers.receipt_pdf(dossier))

    assert dossier.code in text
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in text
    assert "Đơn xin xác nhận nơi ở" in text
    assert "17:30 thứ Hai 09/03/2026" in text
    for line in dossier.due_lines:
        assert line in text
    assert "theo trí nhớ" in text


def test_the_receipt_of_a_dossier_not_received_is_not_made(cast: Cast) -> None:
    dossier = make.filed(cast.citizen)

    with pytest.raises(ValueError, match="not received"):
        papers.receipt_pdf(dossier)


def test_a_procedure_without_a_time_says_so_on_the_receipt(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.NO_TIME)

    text = words_of(papers.receipt_pdf(dossier))

    assert "chưa ghi thời hạn" in text


def test_the_supplement_slip_lists_all_that_lacks(cast: Cast) -> None:
    dossier = make.filed(cast.citizen)
    items = [Lack(None, "Giấy tờ nhà", "Ảnh mờ, chụp lại rõ bốn góc.")]
    dossier = intake.request_supplement(
        dossier=dossier, by=cast.one_stop_officer, items=items, at=make.moment(2, 9), seen=dossier.revision
    )

    text = words_of(papers.supplement_pdf(dossier.supplements.get()))

    assert "Ảnh mờ, chụp lại rõ bốn góc." in text
    assert "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ" in text


def test_the_refusal_slip_gives_the_reason(cast: Cast, tmp_path: Path) -> None:
    dossier = make.filed(cast.citizen)
    dossier = intake.refuse(
        dossier=dossier,
        by=cast.one_stop_officer,
        reason="Việc này thuộc thẩm quyền của Công an xã.",
        at=make.moment(2, 9),
        seen=dossier.revision,
    )

    text = words_of(papers.refusal_pdf(dossier))

    assert "Việc này thuộc thẩm quyền của Công an xã." in text
    assert "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ" in text


def test_the_refusal_slip_of_a_live_dossier_is_not_made(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    with pytest.raises(ValueError, match="not refused"):
        papers.refusal_pdf(dossier)
