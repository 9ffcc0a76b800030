"""A window once closed takes no typed figure: what was wrong is corrected beside it."""

import pytest
from django.test import Client

from tests.cast import Cast, sign_in
from tests.factories.officers import make_officer
from tests.modules.indicators.typed import NOW, TARGET, draft, said, two, upload, waiting
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.indicators.models import TypedFigure
from xaso.modules.indicators.queries.typing import (
    Need,
    asked_window,
    open_windows,
    to_type_count,
    typing_list,
)
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import close, typing
from xaso.modules.indicators.services.typing import WindowClosed

ENTER = f"/ban-lam-viec/so-lieu/chi-tieu/{TARGET}/nhap/"


@pytest.mark.parametrize("window", ["2026-Q1", "2026-02"])
def test_a_closed_window_takes_no_figure_at_any_step(cast: Cast, window: str) -> None:
    by, second = two(cast)
    edited = draft(by, window=window)
    sent = waiting(by, window=window)
    close(window=Window.parse("2026-Q1"), by=by, at=NOW)

    acts = (
        lambda: draft(by, window=window),
        lambda: typing.change(
            figure=edited, said=said("13"), evidence=None, by=by, at=NOW, seen=edited.revision
        ),
        lambda: typing.send(figure=edited, by=by, at=NOW, seen=edited.revision),
        lambda: typing.approve(figure=sent, by=second, at=NOW, seen=sent.revision),
    )

    for act in acts:
        with pytest.raises(WindowClosed, match=r"Quý I/2026 đã khóa.*lập điều chỉnh bên cạnh"):
            act()
    assert set(TypedFigure.objects.values_list("state", flat=True)) == {"draft", "waiting"}
    typing.drop(figure=edited, by=by, at=NOW, seen=edited.revision)
    typing.send_back(figure=sent, reason="Kỳ đã khóa.", by=second, at=NOW, seen=sent.revision)
    assert draft(by, window="2026-04")


def test_the_list_asks_for_nothing_more_once_the_window_is_closed(cast: Cast) -> None:
    by, _ = two(cast)
    asked = asked_window(local_date(NOW))
    assert [row.need for row in typing_list(by, at=NOW).page.rows] == [Need.TO_TYPE]
    clerk = make_officer("specialist", unit="uy-ban")
    assert to_type_count(clerk, NOW) == (asked, 1)
    close(window=asked, by=by, at=NOW)

    assert [row.need for row in typing_list(by, at=NOW).page.rows] == [Need.CLOSED]
    assert typing_list(by, at=NOW).is_closed
    assert to_type_count(clerk, NOW) == (asked, 0)
    offered = [one.code for one in open_windows(2026, local_date(NOW))]
    assert offered == ["2026-05", "2026-04"]


def test_a_figure_of_the_closed_window_is_no_lack(cast: Cast) -> None:
    by, second = two(cast)
    figure = waiting(by)
    typing.approve(figure=figure, by=second, at=NOW, seen=figure.revision)
    close(window=Window.parse("2026-Q1"), by=by, at=NOW)

    assert [row.need for row in typing_list(by, at=NOW).page.rows] == [Need.DONE]


def test_the_form_offers_no_closed_window_and_tells_of_one_closed_since(client: Client, cast: Cast) -> None:
    year = local_date(SystemClock().now()).year - 1
    page = f"{ENTER}?nam={year}"
    typist = sign_in(client, cast.head_of_office)
    assert f'value="{year}-Q4"' in typist.get(page).content.decode()
    close(window=Window.parse(f"{year}-Q4"), by=cast.head_of_office, at=SystemClock().now())

    assert f'value="{year}-Q4"' not in typist.get(page).content.decode()
    late = typist.post(
        page,
        {
            "window": f"{year}-Q4",
            "value": "12",
            "source": "Báo cáo 7/BC",
            "evidence": upload(),
            "note": "",
            "action": "send",
        },
    )

    assert late.status_code == 409
    assert "lập điều chỉnh bên cạnh" in late.content.decode()


def test_a_year_whose_windows_are_all_closed_says_what_to_do(client: Client, cast: Cast) -> None:
    year = local_date(SystemClock().now()).year - 1
    close(window=Window.parse(f"{year}"), by=cast.head_of_office, at=SystemClock().now())

    page = sign_in(client, cast.head_of_office).get(
        f"/ban-lam-viec/so-lieu/chi-tieu/{TARGET}/nhap/?nam={year}"
    )

    assert "kỳ đã khóa thì không nhập nữa mà lập điều chỉnh" in page.content.decode()
