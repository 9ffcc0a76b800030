"""The page of what one procedure is charged: the rates now and to come, and putting it to a table's item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.org.access import officer_page
from xaso.modules.payments.queries import tariffs
from xaso.modules.payments.services import fee_drafting
from xaso.platform.ui.middleware import TimedRequest

from .. import queries
from ..access import may_keep_catalogue
from ..forms.fees import AttachForm
from .frame import Shown, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page()
def use(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """What the procedure is charged; keepers choose a table, then an item, and go on in the draft."""
    today, keeps = local_date(request.now), may_keep_catalogue(officer)
    version = queries.version_page(code, today)
    tables = tariffs.open_tables(on=today) if keeps else []
    chosen = request.GET.get("bieu", "")
    items = tariffs.items_to_come(chosen, on=today) if chosen in dict(tables) else []
    form = AttachForm(request.POST if request.method == "POST" else None, items=items)
    shown = Shown()
    if request.method == "POST":
        if not keeps or not items:
            raise Missing
        failed = tried(form, lambda: _attach(form, chosen, code, officer, request))
        if failed is None:
            messages.success(request, f"Đã gắn thủ tục {code} vào bản thảo. Ghi văn bản, ngày rồi ban hành.")
            return redirect("procedures_desk:fee_draft", chosen)
        shown = failed
    context = {
        "version": version,
        "rates": [
            (rate, tariffs.item_of(rate), tariffs.state_of(rate.table, on=today))
            for rate in tariffs.rates_of_service(code, on=today)
        ],
        "states": tariffs.STATES,
        "keeps": keeps,
        "tables": tables,
        "chosen": chosen,
        "items": items,
        "form": form,
        "errors": shown.errors(form),
    }
    return render(request, "procedures/fees/use.html", context, status=shown.status)


def _attach(form: AttachForm, table: str, code: str, officer: Officer, request: TimedRequest) -> None:
    """Go on with the table's draft, or begin it, and put the procedure to the item chosen."""
    fee_drafting.attach_to_table(
        table=table,
        item=form.cleaned_data["place"],
        service=code,
        by=officer,
        at=request.now,
        today=local_date(request.now),
    )
