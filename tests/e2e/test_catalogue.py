"""Pages of reviews, decisions, the catalogue's files and costs on a phone, empty and full, with axe."""

from __future__ import annotations

from collections.abc import Iterable

from playwright.sync_api import Page

from tests.cast import Cast
from tests.cast import cast as whole_cast
from tests.e2e.conftest import PHONE, Open
from tests.e2e.hands import fits
from tests.e2e.test_people_axe import findings
from tests.factories import dossiers as make
from tests.modules.procedures.test_decisions import IN_TIME, write
from tests.modules.procedures.test_exchange import changed, keep
from tests.modules.procedures.test_reviews import CODE, proposed
from xaso.kernel.clock import SystemClock, local_date
from xaso.modules.procedures import queries, services
from xaso.modules.procedures.models import Review
from xaso.modules.procedures.reading.catalogue_file import as_json

CATALOGUE, STEERING = "/ban-lam-viec/thu-tuc/", "/dieu-hanh/"
REVIEWS, DECISIONS = f"{CATALOGUE}ra-soat/", f"{CATALOGUE}quyet-dinh/"
COSTS = f"{STEERING}chi-phi-tuan-thu/"
EMPTY = (
    REVIEWS, f"{REVIEWS}moi/", DECISIONS, f"{DECISIONS}moi/", f"{CATALOGUE}cong-khai/", f"{CATALOGUE}nap/",
    "/ban-lam-viec/nhiem-vu/",
)  # fmt: skip
STEERING_EMPTY = (
    STEERING, COSTS, f"{STEERING}hoi-mot-lan/", f"{STEERING}ho-so/diem-nghen/", "/ban-lam-viec/y-kien/",
)  # fmt: skip
COUNTER_EMPTY = tuple(
    f"/ban-lam-viec/{place}"
    for place in (
        "", "ho-so/", "cho-tiep-nhan/", "chung-thuc/", "tiep-nhan/nhom/", "thu-phi/", "thu-phi/ca/",
        "thu-phi/hoan-tra/", "thu-phi/sao-ke/", "so-thu-tu/lich-hen/", "so-hoa/", "so-hoa/kiem-tra/",
    )
)  # fmt: skip


def unsound(page: Page, paths: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with each of the pages; every one opens."""
    found = {}
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        # it cannot judge the contrast of text in a drawing; the tokens' own tests do
        seen = [one for one in findings(page) if "incomplete color-contrast: ['<text" not in one]
        wrong = [*seen, *([] if fits(page) else ["wider than the window"])]
        if wrong:
            found[path] = wrong
    return found


def written(cast: Cast) -> dict[str, tuple[str, ...]]:
    """A decision, a new version, a file looked at, a proposal and costs; the pages by who opens them."""
    now = SystemClock().now()
    keeper = cast.control_officer
    decision = write(IN_TIME, keeper)
    version = services.new_version(
        procedure=queries.procedure(CODE),
        changes={"result": "Giấy mới", "subjects": "Bà con trong xã"},
        valid_from=local_date(now),
        decision=IN_TIME,
        by=keeper,
        at=now,
    )
    kept = keep(changed(as_json, name="Tên mới", result=""), keeper, local_date(now))
    make.taken_in(cast, now)
    proposed(cast)
    review = f"{REVIEWS}thu-tuc-{Review.objects.get().pk}/"
    keepers = (
        f"{REVIEWS}2026/", f"{REVIEWS}2026/them/", review, DECISIONS, f"{DECISIONS}{decision.pk}/",
        f"{CATALOGUE}cong-khai/", f"{CATALOGUE}cong-khai/{version.pk}/", f"{CATALOGUE}nap/{kept.public_id}/",
        f"{CATALOGUE}{CODE}/", f"{CATALOGUE}{CODE}/ban-moi/", f"{CATALOGUE}{CODE}/so-sanh/",
    )  # fmt: skip
    return {"control_officer": keepers, "chairman": (review, COSTS, f"{COSTS}{CODE}/")}


def test_pages_where_nothing_has_happened_yet_are_sound(open_page: Open) -> None:
    cast = whole_cast()

    found = unsound(open_page(cast.control_officer, PHONE), EMPTY)
    found |= unsound(open_page(cast.head_of_office, PHONE), STEERING_EMPTY)
    found |= unsound(open_page(cast.one_stop_officer, PHONE), COUNTER_EMPTY)

    assert found == {}


def test_pages_of_a_catalogue_at_work_are_sound(open_page: Open) -> None:
    cast = whole_cast()
    found: dict[str, list[str]] = {}

    for who, paths in written(cast).items():
        found |= unsound(open_page(getattr(cast, who), PHONE), paths)

    assert found == {}
