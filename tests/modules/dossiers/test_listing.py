"""The officers' list: narrowed, sorted, cut to pages, the same few queries whatever its length."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories.people import make_person
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.queries import SORTS, Filters, export_rows, officer_list
from xaso.modules.dossiers.services import intake
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.org.models import Officer
from xaso.modules.org.queries import calendar

NOW = make.moment(10, 9)


def codes(officer: Officer, **narrow: object) -> list[str]:
    """The codes of the first page."""
    filters = Filters(**narrow)  # type: ignore[arg-type]
    return [row.code for row in officer_list(officer, filters, now=NOW).rows]


@pytest.fixture
def many(cast: Cast) -> dict[str, Dossier]:
    """One dossier of each sort."""
    lo, vang = make_person("Lò Thị Ển"), make_person("Vàng Seo Phử")
    found = {
        "late": make.assigned(cast, make.moment(2), applicant=lo),
        "soon": make.assigned(cast, make.moment(3), applicant=vang),
        "young": make.taken_in(cast, make.moment(9), code=make.LAND, applicant=vang),
        "timeless": make.taken_in(cast, make.moment(9), code=make.NO_TIME),
        "online": make.filed(cast.citizen, make.moment(10, 8)),
        "done": make.returned(cast, make.moment(4)),
    }
    resting = make.assigned(cast, make.moment(2))
    found["resting"] = intake.request_supplement(
        dossier=resting,
        by=cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=resting.revision,
    )
    return found


def names(many: dict[str, Dossier], found: list[str]) -> set[str]:
    """The names of the dossiers found."""
    return {name for name, dossier in many.items() if dossier.code in found}


NARROWED: list[tuple[dict[str, object], set[str]]] = [
    ({}, {"late", "soon", "young", "timeless", "online", "done", "resting"}),
    ({"group": "filed"}, {"online"}),
    ({"group": "working"}, {"late", "soon", "young", "timeless"}),
    ({"group": "supplement"}, {"resting"}),
    ({"group": "returned"}, {"done"}),
    ({"group": "open"}, {"late", "soon", "young", "timeless", "online", "resting"}),
    ({"group": "ended"}, set()),
    ({"group": "unheard"}, {"late", "soon", "young", "timeless", "online", "done", "resting"}),
    ({"due": "overdue"}, {"late"}),
    ({"due": "soon"}, {"soon"}),
    ({"due": "in_time"}, {"young"}),
    ({"due": "none"}, {"timeless"}),
    ({"field": "dat_dai"}, {"young", "timeless"}),
    ({"unit": "kinh-te"}, {"young", "timeless"}),
    ({"channel": "2"}, {"online"}),
    ({"received_from": date(2026, 3, 4)}, {"young", "timeless", "done"}),
    ({"received_to": date(2026, 3, 3)}, {"late", "soon", "resting"}),
    ({"received_from": date(2026, 3, 3), "received_to": date(2026, 3, 3)}, {"soon"}),
    ({"text": "lo thi en"}, {"late"}),
    ({"text": "Vàng Seo"}, {"soon", "young"}),
    ({"text": "seo ph"}, {"soon", "young"}),
    ({"text": "bien dong dat"}, {"young"}),
    ({"text": "khong co ai"}, set()),
    ({"text": "'; drop table \" * ("}, set()),
    ({"text": "099190000901"}, {"timeless", "online", "done", "resting"}),
]


@pytest.mark.parametrize(("narrow", "expected"), NARROWED, ids=[str(narrow) for narrow, _ in NARROWED])
def test_the_list_is_narrowed(
    cast: Cast, many: dict[str, Dossier], narrow: dict[str, object], expected: set[str]
) -> None:
    assert names(many, codes(cast.one_stop_officer, **narrow)) == expected


def test_a_code_or_its_beginning_finds_the_dossier(cast: Cast, many: dict[str, Dossier]) -> None:
    code = many["late"].code

    assert codes(cast.chairman, text=code) == [code]
    assert code in codes(cast.chairman, text=code[:-1].lower())


def test_by_holder(cast: Cast, many: dict[str, Dossier]) -> None:
    mine = codes(cast.specialist, holder="me")

    assert names(many, mine) == {"late", "soon", "resting"}
    assert codes(cast.chairman, holder=str(cast.specialist.pk)) == mine
    assert len(codes(cast.chairman, holder="nobody")) == len(many)


def test_the_words_follow_the_dossier(cast: Cast, many: dict[str, Dossier]) -> None:
    dossier = many["late"]
    Dossier.objects.filter(pk=dossier.pk).update(folded="doi ten khac")

    assert codes(cast.chairman, text="lo thi en") == []
    assert codes(cast.chairman, text="ten kha") == [dossier.code]


def test_orders_are_those_named_and_the_most_urgent_comes_first(cast: Cast, many: dict[str, Dossier]) -> None:
    due = codes(cast.chairman, sort="due", group="working")
    newest = codes(cast.chairman, sort="newest")

    assert due == [many[name].code for name in ("late", "soon", "young", "timeless")]
    assert newest == list(reversed(codes(cast.chairman, sort="oldest")))
    assert codes(cast.chairman, sort="password") == newest
    assert set(SORTS) == {"newest", "oldest", "due"}


def test_a_specialist_lists_what_came_to_them(cast: Cast, many: dict[str, Dossier]) -> None:
    assert names(many, codes(cast.specialist)) == {"late", "soon", "done", "resting"}
    assert names(many, codes(cast.land_head)) == {"young", "timeless"}
    assert codes(cast.sysadmin) == []


def test_a_row_tells_who_has_it_and_how_it_stands(cast: Cast, many: dict[str, Dossier]) -> None:
    rows = {row.code: row for row in officer_list(cast.chairman, Filters(), now=NOW).rows}

    late = rows[many["late"].code]
    assert (late.applicant_name, late.holder_name, late.step_name) == ("Lò Thị Ển", "Vi Văn Sổ", "Thụ lý")
    assert (late.clock.kind, late.state_words) == ("overdue", "Đang giải quyết")
    assert rows[many["resting"].code].clock.kind == "paused"
    assert rows[many["done"].code].clock.kind == "done_in_time"
    assert rows[many["timeless"].code].clock.kind == "no_deadline"
    assert rows[many["online"].code].channel_words == "Trực tuyến"


def test_twenty_rows_make_a_page_and_the_count_stops_at_a_thousand(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make.taken_in(cast)
    copies(first, 1_050)
    calendar()

    with django_assert_num_queries(3):
        page = officer_list(cast.one_stop_officer, Filters(), now=NOW)

    assert len(page.rows) == 20
    assert page.has_next
    assert page.total_words == "hơn 1.000"


def test_the_last_page_is_short_and_counted(cast: Cast) -> None:
    copies(make.taken_in(cast), 21)

    page = officer_list(cast.one_stop_officer, Filters(), 2, now=NOW)

    assert (len(page.rows), page.has_next, page.total) == (2, False, 22)


def test_a_specialist_pays_the_same_three_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        make.assigned(cast)
    calendar()
    assert cast.specialist.user.roles

    with django_assert_num_queries(3):
        officer_list(cast.specialist, Filters(text="giang", group="open", sort="due"), now=NOW)


def test_everything_narrowed_is_exported(cast: Cast) -> None:
    copies(make.taken_in(cast), 600)

    rows = list(export_rows(cast.one_stop_officer, Filters(text="giang"), now=NOW))

    assert len(rows) == 601
    assert len({row.code for row in rows}) == 601


def copies(dossier: Dossier, count: int) -> None:
    """Many more like it, at once."""
    rows = []
    for number in range(count):
        row = Dossier.objects.get(pk=dossier.pk) if number == 0 else rows[0].__class__(**plain(rows[0]))
        row.pk, row.code, row.filing_key = None, f"{dossier.code}-{number}", f"{dossier.filing_key}-{number}"
        rows.append(row)
    Dossier.objects.bulk_create(rows)


def plain(row: Dossier) -> dict[str, object]:
    """The columns of a row."""
    return {field.attname: getattr(row, field.attname) for field in Dossier._meta.concrete_fields}
