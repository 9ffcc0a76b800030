"""A person's store as the one-stop opens it, the person being there. Every reading is logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.files import services as files
from xaso.platform.identity.answers import add_refusal
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink

from .. import queries, services
from ..access import may_end_items
from ..forms import EndItemForm, LimitItemForm, VerifyItemForm

if TYPE_CHECKING:
    from uuid import UUID

    from xaso.modules.org.models import Officer

    from ..models import Person
    from ..queries import StoreRow


@never_cache
@require_GET
@officer_page(Role.RECEIVER, Role.CENTRE_HEAD)
def store(request: TimedRequest, officer: Officer, public_id: UUID) -> HttpResponse:
    """Every paper kept for the person."""
    person = queries.person_by_id(public_id)
    number = page_number(request.GET.get("trang"))
    page = queries.store_page(person, number, today=local_date(request.now))
    _log(request, officer, person, "Xem danh sách kho giấy tờ")
    return render(request, "citizens/desk_store.html", {"person": person, "page": page})


@never_cache
@require_http_methods(["GET", "POST"])
@officer_page(Role.RECEIVER, Role.CENTRE_HEAD)
def item(request: TimedRequest, officer: Officer, public_id: UUID, item_id: UUID) -> HttpResponse:
    """One paper: what it is, what it was used for; compare it, limit it, or take it out of use."""
    person = queries.person_by_id(public_id)
    row = queries.own_item(person, item_id, today=local_date(request.now))
    deeds = _Deeds(request, officer, row)
    if request.method == "POST" and deeds.did():
        return redirect("citizens:desk_store_item", public_id, item_id)
    _log(request, officer, person, f"Xem giấy tờ trong kho: {row.item.name}")
    context = {"person": person, "row": row, "uses": queries.uses_of(row.item), "deeds": deeds}
    return render(request, "citizens/desk_store_item.html", context, status=deeds.status)


@never_cache
@require_GET
@officer_page(Role.RECEIVER, Role.CENTRE_HEAD)
def file(request: TimedRequest, officer: Officer, public_id: UUID, item_id: UUID) -> HttpResponseBase:
    """The file of one paper."""
    person = queries.person_by_id(public_id)
    row = queries.own_item(person, item_id, today=local_date(request.now))
    _log(request, officer, person, f"Mở tệp trong kho: {row.item.name}")
    return files.response(row.item.file, inline=True)


class _Deeds:
    """What an officer may do with an item, and the forms for it; the pressed one is read."""

    def __init__(self, request: TimedRequest, officer: Officer, row: StoreRow) -> None:
        self.request = request
        self.officer = officer
        self.row = row
        self.pressed = request.POST.get("viec", "")
        self.verify = VerifyItemForm(self._sent("doi-chieu"))
        self.limit = LimitItemForm(self._sent("han-dung"), initial={"valid_to": row.item.valid_to})
        self.others = queries.same_kind(row.item)
        self.end = EndItemForm(self._sent("thoi-dung"), others=self.others)
        self.status = 200

    @property
    def may_end(self) -> bool:
        """Whether the officer may take it out of use."""
        return may_end_items(self.officer) and self.row.item.ended_at is None

    @property
    def errors(self) -> list[ErrorLink]:
        """What is wrong with the pressed form, each a link to its box."""
        form = {"doi-chieu": self.verify, "han-dung": self.limit, "thoi-dung": self.end}.get(self.pressed)
        if form is None:
            return []
        return [
            ErrorLink(str(one), f"#{form[name].id_for_label}" if name in form.fields else "")
            for name, group in form.errors.items()
            for one in group
        ]

    def did(self) -> bool:
        """Do the pressed deed; False when the page must be shown again with what is wrong."""
        tries = {"doi-chieu": self._verify, "han-dung": self._limit}
        if self.may_end:
            tries["thoi-dung"] = self._end
        done = self.pressed in tries and tries[self.pressed]()
        self.status = 200 if done else 422
        return done

    def _verify(self) -> bool:
        return self._run(
            self.verify,
            lambda told: services.verify_item(
                item=self.row.item, note=told["note"], by=self.officer, at=self.request.now
            ),
            "Đã ghi là đã đối chiếu.",
        )

    def _limit(self) -> bool:
        return self._run(
            self.limit,
            lambda told: services.limit_item(
                item=self.row.item, valid_to=told["valid_to"], by=self.officer, at=self.request.now
            ),
            "Đã lưu hạn dùng.",
        )

    def _end(self) -> bool:
        chosen = {str(one.public_id): one for one in self.others}
        return self._run(
            self.end,
            lambda told: services.end_item(
                item=self.row.item,
                reason=told["reason"],
                replaced_by=chosen.get(told["replaced_by"]),
                by=self.officer,
                at=self.request.now,
            ),
            "Giấy tờ không còn được dùng lại.",
        )

    def _run(self, form: Form, deed: Callable[[dict[str, Any]], object], words: str) -> bool:
        if not form.is_valid():
            return False
        try:
            deed(form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return False
        messages.success(self.request, words)
        return True

    def _sent(self, code: str) -> QueryDict | None:
        return self.request.POST if self.pressed == code else None


def _log(request: TimedRequest, officer: Officer, person: Person, purpose: str) -> None:
    whom = queries.subject_of(person)
    log_access(by=officer, whom=whom, purpose=purpose, where=request.path, at=request.now)
