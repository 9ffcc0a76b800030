"""How the records of each measure are listed: the measure names its `listing`, this site composes it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.money import grouped
from xaso.kernel.paging import Page, window
from xaso.kernel.wording import day_words
from xaso.modules.dossiers.access import visible_to
from xaso.modules.dossiers.queries.rows import ListRow, list_rows, values_of
from xaso.modules.org.access import Role
from xaso.modules.payments.access import LOOKERS
from xaso.modules.plan.access import visible_to as tasks_seen_by
from xaso.modules.plan.queries import tasks
from xaso.modules.surveys import queries as surveys
from xaso.platform.measuring.registry import Measure

from .catalogue_lists import CATALOGUE
from .listed import Asked, Cell, Listing, Row

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LED = {
    "due_tasks": "Nhiệm vụ soạn thảo đến hạn",
    "late_tasks": "trong đó quá hạn",
    "year_plans": "Kế hoạch năm",
    "period_plans": "Kế hoạch giai đoạn",
}
COUNTED_UP_TO = 1000
FILE_ROWS = 20_000
PIECE = 500


def listing_of(measure: Measure) -> Listing:
    """Return how the records of a measure are listed. Raises `Missing` when this site has no list of them."""
    found = LISTINGS.get(measure.listing or measure.module)
    if found is None:
        raise Missing("Số liệu này chưa có trang danh sách. Xem số liệu theo tháng trên trang chỉ tiêu.")
    return found


# Dossiers: enough to choose which one to open; names of people are left to the dossier's own page.


def _dossiers_page(asked: Asked, number: int) -> Page[Row]:
    rows = _seen(asked)
    lines = list_rows(list(values_of(rows.order_by("-received_at", "-pk"))[window(number)]), asked.at)
    total = rows.order_by()[: COUNTED_UP_TO + 1].count()
    return Page.cut([_dossier(line) for line in lines], number, total=total, cap=COUNTED_UP_TO)


def dossier_rows(asked: Asked, most: int = FILE_ROWS) -> Iterator[Row]:
    """Every dossier for a file, newest first, at most ``most``; where there are more the last row says so."""
    rows = _seen(asked).order_by("-received_at", "-pk")
    values = values_of(rows[:most]).iterator(chunk_size=PIECE)
    while piece := list(islice(values, PIECE)):
        yield from (_dossier(line) for line in list_rows(piece, asked.at))
    if rows[most : most + 1].exists():
        yield (
            Cell(
                f"Tệp dừng ở {grouped(most)} hồ sơ mới nhất. Hồ sơ cũ hơn không có trong tệp: "
                "chọn kỳ ngắn hơn, ví dụ từng tháng, để lấy đủ."
            ),
        )


def _seen(asked: Asked) -> Any:
    return asked.found.records & visible_to(asked.officer)


def _dossier(line: ListRow) -> Row:
    return (
        Cell(line.code, reverse("dossiers_desk:record", args=[line.code])),
        Cell(line.procedure_name),
        Cell(line.village_name),
        Cell(line.channel_words),
        Cell(day_words(local_date(line.received_at)) if line.received_at else ""),
        Cell(f"{line.state_words}, {line.clock.words}" if line.due_at else line.state_words),
    )


def _dossiers_note(officer: Officer) -> str:
    if officer.has_role(Role.LEADER, Role.CENTRE_HEAD, Role.RECEIVER):
        return ""
    return (
        "Danh sách chỉ có hồ sơ mà anh chị được xem theo nhiệm vụ, nên có thể ít hơn số trên bảng điều hành. "
        "Số trên bảng tính cho toàn xã."
    )


# Ratings: level, field, month. Never the dossier, never the person.


def _ratings_page(asked: Asked, number: int) -> Page[Row]:
    page = surveys.page_of(asked.found.records, number)
    return _as_cells(page, [_rating(row) for row in page.rows])


def _ratings_rows(asked: Asked) -> Iterator[Row]:
    return (_rating(row) for row in surveys.rows_of(asked.found.records))


def _rating(row: surveys.RatingRow) -> Row:
    return Cell(row.level), Cell(row.field), Cell(row.month)


def _ratings_note(officer: Officer) -> str:
    return (
        "Danh sách chỉ có mức đánh giá, lĩnh vực và tháng. Không ai xem được người đánh giá hay hồ sơ nào, "
        f"kể cả lãnh đạo. Tháng nào lĩnh vực có ít hơn {surveys.FEWEST_TO_NAME} lượt thì không ghi tên."
    )


def _told_page(asked: Asked, number: int) -> Page[Row]:
    page = surveys.dossiers_page_of(asked.found.records, number)
    return _as_cells(page, [_rating(row) for row in page.rows])


def _told_rows(asked: Asked) -> Iterator[Row]:
    return (_rating(row) for row in surveys.dossier_rows_of(asked.found.records))


def _told_note(officer: Officer) -> str:
    return (
        "Danh sách không nói là hồ sơ nào, vì như thế sẽ biết người dân đã đánh giá ra sao; lãnh đạo cũng "
        f"không xem được. Tháng nào lĩnh vực có ít hơn {surveys.FEWEST_TO_NAME} hồ sơ thì không ghi tên."
    )


# The commune's own offices.


def _units_page(asked: Asked, number: int) -> Page[Row]:
    rows = _offices(asked)
    return Page.cut([_unit(row) for row in rows[window(number)]], number, total=rows.count())


def _units_rows(asked: Asked) -> Iterator[Row]:
    return (_unit(row) for row in _offices(asked))


def _offices(asked: Asked) -> Any:
    staff = Count("officers", filter=Q(officers__is_active=True))
    return asked.found.records.annotate(staff=staff).order_by("order", "code")


def _unit(row: Any) -> Row:
    return Cell(row.name), Cell(row.get_kind_display()), Cell(str(row.staff))


# Old results: what and where it stands; who holds it is left to the register itself.


def _old_results_page(asked: Asked, number: int) -> Page[Row]:
    rows = asked.found.records.select_related("field").order_by("-pk")
    total = rows.order_by()[: COUNTED_UP_TO + 1].count()
    return Page.cut(
        [_old_result(row) for row in rows[window(number)]], number, total=total, cap=COUNTED_UP_TO
    )


def _old_results_rows(asked: Asked) -> Iterator[Row]:
    rows = asked.found.records.select_related("field").order_by("-pk")[:FILE_ROWS]
    return (_old_result(row) for row in rows.iterator(chunk_size=PIECE))


def _old_result(row: Any) -> Row:
    return (
        Cell(row.code),
        Cell(f"{row.kind} {row.number}"),
        Cell(day_words(row.issued_on)),
        Cell(row.field.name if row.field else "Chưa ghi"),
        Cell(row.get_state_display()),
    )


def _as_cells(page: Page[Any], rows: list[Row]) -> Page[Row]:
    return Page(rows, page.number, page.has_next, page.total, page.capped)


def _nothing(officer: Officer) -> str:
    return ""


def _led_page(asked: Asked, number: int) -> Page[Row]:
    rows = asked.found.records.order_by("order", "code")
    return Page.cut([_led(row) for row in rows[window(number)]], number, total=rows.count())


def _led_rows(asked: Asked) -> Iterator[Row]:
    return (_led(row) for row in asked.found.records.order_by("order", "code"))


def _led(row: Any) -> Row:
    """A unit with the numbers its measure annotates it with."""
    told = [f"{words}: {getattr(row, name) or 0}" for name, words in LED.items() if hasattr(row, name)]
    return Cell(row.name), Cell(row.get_kind_display()), Cell("; ".join(told))


# Payments: when, of which procedure, how; who paid is left to the bill's own page.


def _payments_page(asked: Asked, number: int) -> Page[Row]:
    rows = asked.found.records.select_related("bill").order_by("-at", "-pk")
    total = rows.order_by()[: COUNTED_UP_TO + 1].count()
    shown = [_payment(row, asked.officer) for row in rows[window(number)]]
    return Page.cut(shown, number, total=total, cap=COUNTED_UP_TO)


def _payments_rows(asked: Asked) -> Iterator[Row]:
    rows = asked.found.records.select_related("bill").order_by("-at", "-pk")[:FILE_ROWS]
    return (_payment(row, asked.officer) for row in rows.iterator(chunk_size=PIECE))


def _payment(row: Any, officer: Officer) -> Row:
    may_open = officer.has_role(*LOOKERS)
    return (
        Cell(row.bill.code, reverse("payments_desk:bill", args=[row.bill.code]) if may_open else ""),
        Cell(row.bill.service),
        Cell(day_words(local_date(row.at))),
        Cell(row.get_method_display()),
        Cell(grouped(row.amount)),
    )


# Quarters, with what was held in each.


def _quarters_page(asked: Asked, number: int) -> Page[Row]:
    rows = asked.found.records.order_by("-ended_on")
    return Page.cut([_quarter(row) for row in rows[window(number)]], number, total=rows.count())


def _quarters_rows(asked: Asked) -> Iterator[Row]:
    return (_quarter(row) for row in asked.found.records.order_by("-ended_on"))


def _quarter(row: Any) -> Row:
    all_held = reverse("tasks_desk:list") + "?loai=dialogue"
    held = Cell(f"{row.dialogues} buổi", all_held) if row.dialogues else Cell("Không có buổi nào")
    return Cell(row.code), Cell(day_words(row.started_on)), Cell(day_words(row.ended_on)), held


# Tasks of the plan that this officer may see; units with what was counted of them.


def _tasks_page(asked: Asked, number: int) -> Page[Row]:
    rows = _seen_tasks(asked)
    fetched = tasks.rows_of(rows[window(number)], local_date(asked.at))
    total = rows.order_by()[: COUNTED_UP_TO + 1].count()
    return Page.cut([_task(row) for row in fetched], number, total=total, cap=COUNTED_UP_TO)


def _tasks_rows(asked: Asked) -> Iterator[Row]:
    today = local_date(asked.at)
    found = _seen_tasks(asked)[:FILE_ROWS].iterator(chunk_size=PIECE)
    return (_task(tasks.row_of(one, today)) for one in found)


def _seen_tasks(asked: Asked) -> Any:
    rows: Any = asked.found.records.filter(pk__in=tasks_seen_by(asked.officer).values("pk"))
    return tasks.with_names(rows).order_by("deadline", "pk")


def _task(row: tasks.TaskRow) -> Row:
    return (
        Cell(row.code, reverse("tasks_desk:record", args=[row.code])),
        Cell(row.name),
        Cell(row.lead),
        Cell(day_words(row.first_deadline)),
        Cell(day_words(row.deadline)),
        Cell(row.timing.words),
    )


def _tasks_note(officer: Officer) -> str:
    if officer.has_role(Role.LEADER, Role.PLAN_OWNER):
        return ""
    return "Danh sách chỉ có nhiệm vụ anh chị được xem, nên có thể ít hơn số. Số tính cho toàn xã."


OFFICES = Listing("cơ quan", ("Cơ quan", "Loại", "Cán bộ có tài khoản"), _units_page, _units_rows, _nothing)
LISTINGS = {
    "dossiers.old_results": Listing(
        "kết quả cũ",
        ("Mã", "Kết quả", "Ngày cấp", "Lĩnh vực", "Số hóa"),
        _old_results_page,
        _old_results_rows,
        _nothing,
    ),
    "plan.tasks": Listing(
        "nhiệm vụ",
        ("Mã", "Nhiệm vụ", "Đơn vị chủ trì", "Hạn ban đầu", "Hạn", "Theo hạn"),
        _tasks_page,
        _tasks_rows,
        _tasks_note,
    ),
    "payments": Listing(
        "giao dịch",
        ("Khoản thu", "Mã thủ tục", "Ngày nộp", "Cách nộp", "Số tiền (đồng)"),
        _payments_page,
        _payments_rows,
        _nothing,
    ),
    "plan.quarters": Listing(
        "quý", ("Quý", "Từ ngày", "Đến ngày", "Đối thoại"), _quarters_page, _quarters_rows, _nothing
    ),
    "plan.units": Listing("đơn vị", ("Đơn vị", "Loại", "Đã đếm"), _led_page, _led_rows, _nothing),
    "dossiers": Listing(
        "hồ sơ",
        ("Mã hồ sơ", "Thủ tục", "Thôn, bản", "Kênh nộp", "Ngày nhận", "Trạng thái"),
        _dossiers_page,
        dossier_rows,
        _dossiers_note,
    ),
    surveys.LISTING: Listing(
        "lượt đánh giá", ("Mức đánh giá", "Lĩnh vực", "Tháng"), _ratings_page, _ratings_rows, _ratings_note
    ),
    surveys.DOSSIERS_LISTING: Listing(
        "hồ sơ", ("Vì sao", "Lĩnh vực", "Tháng"), _told_page, _told_rows, _told_note
    ),
    "org.units": OFFICES,
    **CATALOGUE,
}
