"""Paying a bill without signing in: what is asked, by transfer or through the gateway, and its answer."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.codes import mask_name
from xaso.kernel.errors import Refusal
from xaso.platform.journal.actors import Actor
from xaso.platform.papers.qr import data_uri
from xaso.platform.ui.middleware import TimedRequest

from ..forms.bank import PlayForm
from ..papers import receipt_pdf
from ..ports import AnswerRefused, GatewayDown
from ..providers.rehearsal import play, rehearsed
from ..queries.pay_link import bill_of_link, pay_view, receipt_of_bill
from ..services.bank_orders import Addresses, open_order, take_answer
from .frame import as_pdf

PAYER = Actor(kind="visitor", key="payer", name="Người nộp")
SIGNATURE = "X-Signature"


@never_cache
@require_safe
def pay(request: TimedRequest, code: str, mark: str) -> HttpResponse:
    """Show what a bill asks and how to pay it."""
    return _pay_page(request, code, mark)


@never_cache
@require_safe
def receipt(request: TimedRequest, code: str, mark: str, key: int) -> HttpResponse:
    """Give the payer a receipt in force of this bill as PDF."""
    found = receipt_of_bill(bill_of_link(code, mark), key)
    return as_pdf(receipt_pdf(found), f"bien-lai-{found.number:08d}")


@never_cache
@require_POST
def online(request: TimedRequest, code: str, mark: str) -> HttpResponse:
    """Open an order at the gateway, then show the way to it; a bill has one open order at most."""
    bill = bill_of_link(code, mark)
    back = f"{settings.SITE_URL}{reverse('payments_people:pay', args=[code, mark])}"
    answers = f"{settings.SITE_URL}{reverse('payments_people:answers')}"
    try:
        open_order(bill=bill, addresses=Addresses(back, answers), by=PAYER, at=request.now)
    except GatewayDown as refusal:
        return _pay_page(request, code, mark, refusal=refusal)
    return redirect("payments_people:pay", code, mark)


@csrf_exempt
@require_POST
def answers(request: TimedRequest) -> HttpResponse:
    """Take an answer of the gateway; sent again it is answered alike and changes nothing."""
    try:
        take_answer(body=request.body, signature=request.headers.get(SIGNATURE, ""), at=request.now)
    except AnswerRefused as refusal:
        return JsonResponse({"KetQua": "khong-nhan", "LyDo": refusal.sentence}, status=refusal.status)
    return JsonResponse({"KetQua": "da-nhan"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rehearsal(request: TimedRequest, reference: str) -> HttpResponse:
    """Play the payer and the platform on the page of the gateway for rehearsals."""
    order = rehearsed(reference)
    form = PlayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        play(order, form.cleaned_data["what"], at=request.now)
        messages.info(request, "Cổng diễn tập đã nhận. Tin trả lời tới trong giây lát, tải lại trang để xem.")
        return redirect(order.return_url.removeprefix(settings.SITE_URL))
    context = {"order": order, "form": form}
    return render(request, "payments/people/rehearsal.html", context, status=422 if form.errors else 200)


def _pay_page(request: TimedRequest, code: str, mark: str, *, refusal: Refusal | None = None) -> HttpResponse:
    view = pay_view(bill_of_link(code, mark))
    context = {
        "view": view,
        "bill": view.bill,
        "payer": mask_name(view.bill.payer_name),
        "qr": data_uri(view.transfer.qr) if view.transfer else "",
        "mark": mark,
        "refusal": refusal,
    }
    return render(request, "payments/people/pay.html", context, status=refusal.status if refusal else 200)
