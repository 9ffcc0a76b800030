"""What people and officers do in the stories, all of it through pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.cast import OFFICERS, PASSWORD, TOTP_SECRET, Cast
from tests.factories.birth import BIRTH
from tests.factories.dossiers import picture
from tests.stories.browser import Browser
from xaso.kernel.clock import SystemClock
from xaso.platform.identity import second_factor
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import run_due
from xaso.platform.journal.queries import broken_entry
from xaso.platform.notices.providers.fake import Sent

SOON = timedelta(minutes=11)
"""Long enough for figures to be counted again."""


@dataclass
class Town:
    """Everything outside the pages: who lives there, what messages came, the queue."""

    cast: Cast
    outbox: list[Sent]

    @staticmethod
    def now() -> datetime:
        """The true time: pages read the clock themselves."""
        return SystemClock().now()

    def run_queue(self, later: timedelta = timedelta()) -> None:
        """Let the worker do all that is due; nothing may fail."""
        while run_due(at=self.now() + later, limit=500):
            pass
        assert not Job.objects.exclude(state__in=(Job.State.WAITING, Job.State.DONE)).exists()

    def code_sent(self) -> str:
        """The one-time code in the last message."""
        found = re.search(r"\b\d{6}\b", self.outbox[-1].body)
        assert found, self.outbox[-1].body
        return found.group()

    def check_journal(self) -> None:
        """The whole chain holds."""
        assert broken_entry() is None


class Person(Browser):
    """Someone of the people, at a phone."""

    def __init__(self, town: Town) -> None:
        super().__init__()
        self.town = town

    @classmethod
    def sign_in(cls, town: Town, number: str, password: str = PASSWORD) -> Person:
        """Sign in with number, password and the code that was sent."""
        person = cls(town)
        person.open("/dang-nhap/")
        person.give_number(number, password)
        return person

    def give_number(self, number: str, password: str) -> None:
        """Fill in the sign-in page, then the code."""
        self.press("Tiếp tục", {"id_number": number, "password": password})
        self.press("Đăng nhập", {"code": self.town.code_sent()})

    def file_birth(self) -> str:
        """Register a birth, page by page; return the dossier's code."""
        self.open(f"/nop-ho-so/{BIRTH}/")
        self.press("Bắt đầu")
        self.press("Tiếp tục", {"who": "toi"})
        return self.answer_birth()

    def answer_birth(self) -> str:
        """The pages of the form, the papers, the declaration."""
        for page in BIRTH_PAGES:
            self.press("Tiếp tục", page)
        self.follow("Giấy chứng sinh hoặc giấy thay thế")
        self.press("Tải lên", {"tep": picture("giay-chung-sinh.png")})
        self.follow("Về danh sách giấy tờ")
        self.press("Tiếp tục")
        self.press("Nộp hồ sơ", {"agreed": True})
        found = re.search(r"/ho-so/([^/]+)/da-nop/", self.path)
        assert found, self.path
        return found.group(1)

    def look(self, code: str) -> Person:
        """Open one's own dossier."""
        self.open(f"/ho-so/{code}/")
        return self

    def notices(self) -> str:
        """The words of the page of notices."""
        return self.open("/thong-bao/").text


class OfficerBrowser(Browser):
    """An officer at a desk."""

    @classmethod
    def beside(cls, other: OfficerBrowser) -> OfficerBrowser:
        """A second window of the same officer."""
        window = cls.__new__(cls)
        Browser.__init__(window)
        window.client.cookies = other.client.cookies
        return window

    def __init__(self, town: Town, username: str) -> None:
        super().__init__()
        self.open("/can-bo/dang-nhap/")
        self.press("Đăng nhập", {"username": username, "password": PASSWORD})
        self.press("Đăng nhập", {"code": second_factor.code_at(TOTP_SECRET, town.now())})

    def record(self, code: str) -> OfficerBrowser:
        """Open a dossier."""
        self.open(f"/ban-lam-viec/ho-so/{code}/")
        return self

    def act(self, code: str, label: str, button: str, typed: dict[str, Any] | None = None) -> OfficerBrowser:
        """Open the dossier, choose the action, fill in its page, press its button; it must go through."""
        self.record(code).follow(label)
        self.press(button, typed)
        assert self.path == f"/ban-lam-viec/ho-so/{code}/", self.text[:800]
        return self


class Office:
    """The officers by their role in the cast."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._desks: dict[str, OfficerBrowser] = {}

    def __getattr__(self, role: str) -> OfficerBrowser:
        if role not in OFFICERS:
            raise AttributeError(role)
        if role not in self._desks:
            self._desks[role] = OfficerBrowser(self._town, OFFICERS[role])
        return self._desks[role]

    def take_in(self, code: str) -> None:
        """The one-stop finds it among what came online and receives it."""
        self.one_stop_officer.open("/ban-lam-viec/cho-tiep-nhan/").follow(code)
        self.one_stop_officer.act(code, "Tiếp nhận", "Tiếp nhận")

    def assign(self, code: str) -> None:
        """The head of the office gives it to the specialist."""
        specialist = self._town.cast.specialist
        self.head_of_office.act(code, "Phân công", "Phân công", {"to": str(specialist.pk)})

    def propose(self, code: str, summary: str = "Đủ điều kiện đăng ký khai sinh.") -> None:
        """The specialist puts the result forward, with its draft."""
        typed = {"outcome": "granted", "summary": summary, "upload": picture("du-thao.png")}
        self.specialist.act(code, "Trình kết quả", "Trình kết quả", typed)

    def check(self, code: str) -> None:
        """The head of the office finds it right and passes it to the chairman."""
        self.head_of_office.act(code, "Chuyển bước sau", "Chuyển")

    def approve(self, code: str) -> None:
        """The chairman signs."""
        self.chairman.act(code, "Duyệt kết quả", "Duyệt")

    def issue(self, code: str, number: str = "12/KS") -> None:
        """The clerk numbers it and adds the sealed paper."""
        typed = {"number": number, "upload": picture("giay-khai-sinh.png")}
        self.clerk.act(code, "Cấp số, hoàn thành", "Cấp số, hoàn thành", typed)

    def hand_over(self, code: str) -> None:
        """The one-stop returns the result to the applicant."""
        typed = {"channel": "counter", "who": "self", "proof": "giấy hẹn và thẻ căn cước"}
        self.one_stop_officer.act(code, "Trả kết quả", "Trả kết quả", typed)

    def resolve(self, code: str) -> None:
        """From the assignment to the number."""
        for step in (self.assign, self.propose, self.check, self.approve, self.issue):
            step(code)


_HERE = "xa"
BIRTH_PAGES: tuple[dict[str, Any], ...] = (
    {"applicant_address-place": _HERE, "relation": "mother"},
    {"special_case": "none"},
    {
        "child_name": "Vàng Thị Mây",
        "child_gender": "female",
        "birth_date-ngay": "5",
        "birth_date-thang": "10",
        "birth_date-nam": "2025",
        "child_ethnicity": "08",
        "child_nationality": "vn",
    },
    {
        "birth_place_kind": "health_facility",
        "birth_facility": "Trạm y tế xã",
        "birth_address-place": _HERE,
        "hometown-place": _HERE,
    },
    {
        "mother-name": "Giàng Thị Say",
        "mother-date_of_birth-ngay": "20",
        "mother-date_of_birth-thang": "5",
        "mother-date_of_birth-nam": "1990",
        "mother-id_number": "099190000901",
        "mother-address-place": _HERE,
        "mother_ethnicity": "08",
        "mother_nationality": "vn",
    },
    {"father_stated": "married"},
    {
        "father-name": "Vàng A Dình",
        "father-date_of_birth-ngay": "20",
        "father-date_of_birth-thang": "5",
        "father-date_of_birth-nam": "1988",
        "father-id_number": "099088000904",
        "father-address-place": _HERE,
        "father_ethnicity": "08",
        "father_nationality": "vn",
    },
    {"birth_paper_kind": "certificate"},
    {},
    {"copies": "2", "truthful": True},
)
