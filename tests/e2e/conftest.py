"""A real browser before the running program: Debian's Chromium, driven by Playwright."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.cast import FOUNDED, PACK, person, sign_in
from xaso.kernel.clock import local_date
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Officer
from xaso.modules.procedures import services as procedures
from xaso.platform.journal.actors import SYSTEM

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
BIRTH = "1.001193"
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
PATIENCE = 15_000  # ms, for a page and for what is awaited on it

expect.set_options(timeout=PATIENCE)

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, and skip them where there is no browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed (make setup installs it)"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run.

    Playwright keeps an event loop in this thread; Django would take that for asynchronous code and refuse its
    tables, so it is told otherwise while the browser lives.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield one
        one.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """`open_page(who=None, viewport=PHONE, **options)`: a new window, signed in as that person or officer."""
    contexts: list[BrowserContext] = []

    def opened(
        who: Person | Officer | None = None, viewport: dict[str, int] = PHONE, **options: object
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=viewport,
            locale="vi-VN",
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        if who is not None:
            session = sign_in(Client(), who).cookies[settings.SESSION_COOKIE_NAME].value
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def birth(live_server: LiveServer) -> str:
    """The true birth registration, with its true form, in the invented commune; its code."""
    form = json.loads((ROOT / "communes/lungphinh/eforms/birth.json").read_text(encoding="utf-8"))
    listed = json.loads((ROOT / "communes/lungphinh/procedures.json").read_text(encoding="utf-8"))
    own = json.loads((PACK / "procedures.json").read_text(encoding="utf-8"))
    rows = [*own, *(row for row in listed if row["code"] == BIRTH)]
    procedures.load_forms([form], by=SYSTEM, at=FOUNDED)
    day = local_date(FOUNDED)
    procedures.load_procedures(rows, first_from=day, valid_from=day, by=SYSTEM, at=FOUNDED)
    return BIRTH


@pytest.fixture
def say(live_server: LiveServer) -> Person:
    """Giàng Thị Say, who files."""
    return person("citizen")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture of a paper on the phone."""
    path = tmp_path / "giay-chung-sinh.png"
    segno.make("giấy chứng sinh").save(str(path), kind="png", scale=4)
    return path
