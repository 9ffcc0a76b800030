"""Every component on four pages, for eyes and for the accessibility tests. Invented facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xaso.kernel.clock import at
from xaso.kernel.explanations import Line, LineKind
from xaso.kernel.paging import Page, page_number
from xaso.kernel.remaining import ClockKind, ClockState
from xaso.platform.ui.context import Account, FooterLink, NavItem, Site
from xaso.platform.ui.date_input import ThreePartDateField

RATES = [78, 81, 80, 86, None, 88, 91, 90, 94, 96, 95.5]
MONTHS = [(f"T{month}", value) for month, value in enumerate(RATES, 1)]
VILLAGES = [
    ("Thôn Mẫu Một", 96.5),
    ("Thôn Mẫu Hai", 88),
    ("Thôn Mẫu Ba", None),
    ("Thôn có tên rất dài để thử", 100),
]
SHARES = [("Trực tuyến", 412), ("Tại một cửa", 168), ("Qua bưu chính", 20)]


class SampleForm(forms.Form):
    """One box of each kind."""

    full_name = forms.CharField(
        label="Họ và tên", help_text="Viết đúng như trên thẻ căn cước.", max_length=100
    )
    born_on = ThreePartDateField(label="Ngày sinh", help_text="Ví dụ 27 3 1985")
    gender = forms.ChoiceField(
        label="Giới tính", choices=[("nam", "Nam"), ("nu", "Nữ")], widget=forms.RadioSelect
    )
    village = forms.ChoiceField(
        label="Thôn đang ở", choices=[("", "Chọn thôn"), ("1", "Thôn Mẫu Một"), ("2", "Thôn Mẫu Hai")]
    )
    papers = forms.MultipleChoiceField(
        label="Giấy tờ đã có",
        choices=[("cc", "Thẻ căn cước"), ("cs", "Giấy chứng sinh")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    fee = forms.IntegerField(label="Số tiền", required=False)
    note = forms.CharField(label="Lời nhắn", widget=forms.Textarea, required=False)
    scan = forms.FileField(label="Ảnh chụp giấy chứng sinh", help_text="Tệp PDF, JPG hoặc PNG, dưới 10 MB.")
    true = forms.BooleanField(label="Tôi xin chịu trách nhiệm về những điều đã khai.")


@dataclass(frozen=True)
class SampleRow:
    """One line of the sample list."""

    code: str
    name: str
    person: str
    clock: ClockState
    due_at: dt.datetime


def _rows() -> list[SampleRow]:
    due = at(dt.date(2026, 8, 28), dt.time(15, 30))
    clocks = [
        ClockState(ClockKind.OVERDUE, None, "quá hạn 1 ngày làm việc"),
        ClockState(ClockKind.DUE_SOON, None, "sắp đến hạn, còn 3 giờ làm việc"),
        ClockState(ClockKind.IN_TIME, None, "còn 4 ngày làm việc"),
        ClockState(ClockKind.PAUSED, None, "tạm dừng, còn 2 ngày khi chạy lại"),
    ]
    names = [
        "Đăng ký khai sinh",
        "Xác nhận tình trạng hôn nhân",
        "Hỗ trợ chi phí mai táng",
        "Trích lục khai tử",
    ]
    return [
        SampleRow(f"MAU-2026-{number:05d}", name, "Giàng Thị Mẫu", clock, due)
        for number, (name, clock) in enumerate(zip(names, clocks, strict=True), 1)
    ]


def _frame(is_desk: bool = False) -> dict[str, object]:
    names = (
        ["Hôm nay", "Hồ sơ", "Tiếp nhận", "Tra cứu"] if is_desk else ["Thủ tục", "Hồ sơ của tôi", "Tra cứu"]
    )
    nav = [NavItem("#", text, current=not n, badge=12 * is_desk * (n == 1)) for n, text in enumerate(names)]
    unit = "Trung tâm Phục vụ hành chính công" if is_desk else ""
    return {
        "site": Site("Xã Mẫu, tỉnh Mẫu", "Ủy ban nhân dân xã Mẫu", is_demo=True),
        "nav": nav,
        "account": Account("Vàng A Mẫu", unit, "#", "#", "#"),
        "footer_links": [FooterLink("#", "Về trang này"), FooterLink("#", "Bảo vệ dữ liệu cá nhân")],
        "months": MONTHS,
        "villages": VILLAGES,
        "shares": SHARES,
        "lines": [
            Line("Nhận lúc 15:20 thứ Sáu 21/08/2026, tính từ sáng hôm sau.", LineKind.RECEIVED),
            Line("Bỏ qua thứ Bảy 22/08, Chủ nhật 23/08.", LineKind.SKIPPED),
        ],
        "rows": _rows(),
    }


def portal(request: HttpRequest) -> HttpResponse:
    """The people's components."""
    return render(request, "ui/styleguide/portal.html", _frame())


def form_page(request: HttpRequest) -> HttpResponse:
    """One thing per page; `?sai=1` shows it with mistakes."""
    typed = {"born_on-ngay": "31", "born_on-thang": "2", "born_on-nam": "2026"}
    form = SampleForm(typed if "sai" in request.GET else None)
    return render(request, "ui/styleguide/form.html", {**_frame(), "form": form})


def desk(request: HttpRequest) -> HttpResponse:
    """The officers' and the leaders' components."""
    number = page_number(request.GET.get("trang"))
    page = Page(_rows(), number, has_next=number < 9, total=164)
    return render(request, "ui/styleguide/desk.html", {**_frame(is_desk=True), "page": page})


def sheet(request: HttpRequest) -> HttpResponse:
    """A checklist on A4."""
    return render(request, "ui/styleguide/sheet.html", _frame())
