"""The devices that give numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from xaso.kernel.errors import Invalid, Missing
from xaso.modules.org.access import officer_page
from xaso.platform.ui.middleware import TimedRequest

from .. import queries, services
from ..access import KIOSK_ROLES
from ..forms import KioskForm
from .frame import section_nav

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@officer_page(*KIOSK_ROLES)
def devices(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The devices, and a new one."""
    form = KioskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_kiosk(name=form.cleaned_data["name"], by=officer, at=request.now)
        except Invalid as refusal:
            form.add_error("name", refusal.sentence)
        else:
            messages.success(request, f"Đã thêm {made.name}. Mở trang ki-ốt trên máy đó và nhập mã bên dưới.")
            return redirect("visits_desk:devices")
    context = {
        "form": form,
        "kiosks": queries.kiosks(),
        "sub_nav": section_nav(officer, "visits_desk:devices"),
    }
    return render(request, "visits/desk/devices.html", context, status=422 if form.errors else 200)


@require_POST
@officer_page(*KIOSK_ROLES)
def close(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """Let a device give no more numbers."""
    kiosk = next((one for one in queries.kiosks() if one.pk == number), None)
    if kiosk is None:
        raise Missing
    services.close_kiosk(kiosk=kiosk, by=officer, at=request.now)
    messages.success(request, f"{kiosk.name} đã ngừng lấy số.")
    return redirect("visits_desk:devices")
