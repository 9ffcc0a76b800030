"""A window once closed takes no typed figure: what was wrong is corrected beside it."""

import pytest

from tests.cast import Cast
from tests.modules.indicators.typed import NOW, draft, said, two, waiting
from xaso.modules.indicators.models import TypedFigure
from xaso.modules.indicators.rules.windows import Window
from xaso.modules.indicators.services import close, typing
from xaso.modules.indicators.services.typing import WindowClosed


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
