"""What the plan's pages on tasks and money share: the menu of the section, and files sent with a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.modules.org import queries as org
from xaso.platform.files.held import HeldFile
from xaso.platform.files.models import StoredFile
from xaso.platform.files.services import store_upload
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

from ..access import may_give

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

ACCEPTED = ("pdf", "docx", "xlsx", "jpg", "png")
FIRST_YEAR = 2000


class UnreadableYear(Invalid):
    """The year in the address is none."""

    code = "unreadable_task_year"
    default_sentence = "Không hiểu năm trong đường dẫn. Chọn lại năm ở đầu trang."


def asked_year(request: TimedRequest) -> int:
    """Return the year in the address (?nam=2026), this year when there is none. Raises `UnreadableYear`."""
    text = request.GET.get("nam", "")
    if not text:
        return local_date(request.now).year
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) >= FIRST_YEAR):
        raise UnreadableYear
    return int(text)


def section_nav(officer: Officer, here: str) -> list[NavItem]:
    """The pages of the section, those the officer may open; `here` names the present one."""
    pages = [
        ("tasks:overview", "Nhiệm vụ các đơn vị"),
        ("tasks:week", "Đôn đốc tuần này"),
        ("tasks:activities", "Hoạt động của kế hoạch"),
        ("money:overview", "Kinh phí"),
    ]
    if may_give(officer):
        pages.append(("tasks_desk:give", "Giao nhiệm vụ"))
    return [NavItem(reverse(name), words, current=name == here) for name, words in pages]


def max_mb() -> int:
    """The largest file the commune takes, in megabytes."""
    return int(org.setting("files.max_mb", 10))


def sent_file(request: TimedRequest, officer: Officer, name: str = "upload") -> HeldFile:
    """The file of a box: sent now, or held from a try that was refused."""

    def store(upload: UploadedFile) -> StoredFile:
        return store_upload(upload, by=officer, at=request.now, accept=ACCEPTED, max_mb=max_mb())

    return HeldFile(request, name, whose=officer.pk, store=store)
