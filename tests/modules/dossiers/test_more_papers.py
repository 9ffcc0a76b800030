"""Notice that the work stops (Mẫu 05), control slip (Mẫu 06), register (Mẫu 07)."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.modules.dossiers.test_papers import words_of
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers import papers, queries
from xaso.modules.dossiers.services import ending, extending, intake, supplementing
from xaso.modules.dossiers.services.intake import Lack

DAYS = (date(2026, 3, 1), date(2026, 3, 31))


def test_the_stop_notice_says_who_wished_it_and_why(cast: Cast) -> None:
    dossier = ending.withdraw(
        dossier=make.assigned(cast), by=cast.citizen, reason="Tôi không cần nữa.", at=make.moment(4)
    )

    text = words_of(papers.stop_pdf(dossier))

    assert "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ" in text
    assert "Theo đề nghị của người nộp hồ sơ" in text
    assert "Tôi không cần nữa." in text


def test_a_stop_by_the_commune_names_the_officer(cast: Cast) -> None:
    dossier = make.assigned(cast)
    dossier = ending.stop(
        dossier=dossier,
        by=cast.chairman,
        reason="Đất đang có tranh chấp.",
        at=make.moment(4),
        seen=dossier.revision,
    )

    text = words_of(papers.stop_pdf(dossier))

    assert "Theo đề nghị" not in text
    assert "Đất đang có tranh chấp." in text
    assert cast.chairman.full_name in text


def test_what_goes_on_has_no_stop_notice_and_what_was_not_received_no_control_slip(cast: Cast) -> None:
    with pytest.raises(ValueError, match="not stopped"):
        papers.stop_pdf(make.assigned(cast))
    with pytest.raises(ValueError, match="not received"):
        papers.control_pdf(make.filed(cast.citizen), at=make.MONDAY)


def test_the_control_slip_tells_each_step_each_rest_and_the_date_put_off(cast: Cast) -> None:
    dossier = make.assigned(cast)
    dossier = intake.request_supplement(
        dossier=dossier,
        by=cast.specialist,
        items=[Lack(None, "Giấy tờ nhà", "Ảnh mờ, chụp lại.")],
        at=make.moment(3),
        seen=dossier.revision,
    )
    dossier = supplementing.provide_supplement(
        dossier=dossier, by=cast.citizen, reply="Xong.", at=make.moment(5)
    )
    dossier = extending.extend(
        dossier=dossier,
        by=cast.head_of_office,
        reason="Phải xác minh.",
        new_due_on=date(2026, 3, 16),
        at=make.moment(5),
        seen=dossier.revision,
    )

    text = words_of(papers.control_pdf(dossier, at=make.moment(6)))

    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in text
    for words in ("Phân công", "Thụ lý", cast.specialist.full_name, "đang làm", "đúng hạn"):
        assert words in text
    assert "Yêu cầu bổ sung lần 1: từ 08:00 thứ Ba 03/03/2026, đến 08:00 thứ Năm 05/03/2026" in text
    assert "sang 16/03/2026. Lý do: Phải xác minh." in text


def test_the_register_has_a_line_for_each_dossier_received_in_its_days(cast: Cast) -> None:
    done = make.returned(cast, make.moment(2), finished=make.moment(20))
    make.taken_in(cast, make.moment(31, 16))
    make.taken_in(cast, make.moment(1, month=4))
    make.filed(cast.citizen)

    rows = list(queries.register_rows(queries.register_of(cast.one_stop_officer, *DAYS)))
    text = words_of(papers.register_pdf(rows, DAYS, at=make.moment(1, month=4)))

    assert [row[0] for row in rows] == ["1", "2"]
    assert rows[0][1] == done.code
    assert rows[0][8:] == ("20/03/2026", "20/03/2026", "Nhận tại quầy", "Đã trả kết quả, trễ hạn")
    assert "Cộng: 2 hồ sơ." in text
    assert "SỔ THEO DÕI HỒ SƠ" in text


@pytest.mark.parametrize("last", [date(2026, 2, 28), date(2027, 3, 2)])
def test_a_register_of_no_days_or_of_more_than_a_year_is_not_made(cast: Cast, last: date) -> None:
    with pytest.raises(Invalid) as refused:
        queries.register_of(cast.one_stop_officer, DAYS[0], last)

    assert refused.value.problems[0].field == "last"
