from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db.models import Q
from django.db.models.functions import Lower, Upper
from pytest_django import DjangoAssertNumQueries

from tests.platform.measuring.errands import Errand, Hamlet, Step, asked_in, book, errand
from xaso.kernel.clock import at
from xaso.kernel.periods import Period
from xaso.platform.measuring.evaluation import combine, days, evaluate, figures, records, split
from xaso.platform.measuring.figures import COUNT, EVERY, Count, Figure, Share, total
from xaso.platform.measuring.registry import Measure, MeasureMissing, Registry

DONE, ASKED, OPEN = (book.get(f"errands.{name}") for name in ("done", "asked", "open"))
MARCH = Period.month(2026, 3)
YEAR = Period.year(2026)


def on(month: int, day: int, hour: int = 9) -> datetime:
    return at(date(2026, month, day), time(hour))


def _of(holds: Q, among: Q = EVERY, **annotations: Any) -> Measure:
    """A measure of errands asked for, of its own code, by conditions."""
    told = f"{holds}{among}{annotations}"
    return replace(
        DONE,
        code=f"errands.{told}",
        function=lambda period: Share.of(asked_in(period).annotate(**annotations), holds, among=among),
    )


@pytest.fixture
def year_of_errands() -> tuple[Hamlet, Hamlet]:
    upper, lower = Hamlet.objects.create(name="Thôn Trên"), Hamlet.objects.create(name="Thôn Dưới")
    errand(on(1, 31, 23), upper, done=True)
    errand(on(3, 1, 0), upper, kind="giấy", done=True)
    errand(on(3, 15), upper, kind="giấy")
    errand(on(3, 31, 23), lower, done=True)
    errand(on(3, 20), None)
    errand(on(4, 1, 0), lower)
    return upper, lower


@pytest.mark.usefixtures("year_of_errands")
class TestFigures:
    def test_a_share_counts_the_period_in_two_queries(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(2):
            figure = evaluate(DONE, MARCH)

        assert figure == Figure(2, 4)

    def test_a_share_with_a_known_condition_is_counted_in_one_pass(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        known = replace(DONE, function=lambda period: Share.of(asked_in(period), Q(done_at__isnull=False)))

        with django_assert_num_queries(2):
            figure, by_day = evaluate(known, MARCH), days([known], YEAR)

        assert figure == evaluate(DONE, MARCH)
        assert by_day == days([DONE], YEAR)
        assert split(known, YEAR, "hamlet") == split(DONE, YEAR, "hamlet")

    def test_a_count_takes_one_query(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_num_queries(1):
            figure = evaluate(ASKED, MARCH)

        assert figure == Figure.of_count(4)

    def test_a_period_without_records_has_nothing_to_measure(self) -> None:
        assert evaluate(DONE, Period.month(2026, 7)).words() == "không phát sinh"
        assert evaluate(ASKED, Period.month(2026, 7)).words() == "0"

    def test_days_of_a_share_take_two_queries_for_the_whole_span(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(2):
            found = days([DONE], YEAR)[DONE.code]

        assert total(found.values(), DONE.unit) == evaluate(DONE, YEAR)
        march = [figure for day, figure in found.items() if day.month == 3]
        assert total(march, DONE.unit) == Figure(2, 4)

    def test_days_of_a_count_take_one_query(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_num_queries(1):
            found = days([ASKED], YEAR)[ASKED.code]

        assert sum(figure.part for figure in found.values()) == evaluate(ASKED, YEAR).part
        assert {figure.unit for figure in found.values()} == {COUNT}

    def test_measures_of_one_set_are_counted_in_one_query(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        alike = [
            _of(Q(done_at__isnull=False)),
            _of(Q(done_at__isnull=False), Q(kind="giấy")),
            _of(Q(pk__in=[])),
        ]

        with django_assert_num_queries(2):
            together, by_day = figures(alike, MARCH), days(alike, YEAR)

        assert [figure.fraction for figure in together.values()] == ["2/4", "1/2", "0/4"]
        assert together == {one.code: evaluate(one, MARCH) for one in alike}
        assert by_day == {one.code: days([one], YEAR)[one.code] for one in alike}

    def test_sets_that_annotate_alike_or_less_are_one_and_others_are_not(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        plain = _of(Q(done_at__isnull=False))
        upper = _of(Q(word="GIẤY"), word=Upper("kind"))
        lower = _of(Q(word="giấy"), word=Lower("kind"))

        with django_assert_num_queries(2):
            together = figures([plain, upper, lower], MARCH)

        assert together == {one.code: evaluate(one, MARCH) for one in (plain, upper, lower)}

    def test_a_set_known_to_be_empty_has_nothing_to_measure(self) -> None:
        empty = replace(DONE, function=lambda _: Share.of(Errand.objects.none(), Q(done_at__isnull=False)))

        assert evaluate(empty, MARCH) == Figure(0, 0)
        assert days([empty], YEAR) == {empty.code: {}}

    @pytest.mark.parametrize("code", ["errands.done", "errands.asked", "errands.stepped", "errands.stepless"])
    def test_days_equal_days_counted_one_by_one(self, code: str) -> None:
        first, second, *_ = Errand.objects.filter(asked_at__gte=MARCH.start_at).order_by("asked_at")
        for owner in (first, first, second):
            Step.objects.create(errand=owner)
        found = book.get(code)

        by_day = days([found], YEAR)[code]

        assert by_day == {day: evaluate(found, Period(day, day)) for day in by_day}
        assert total(by_day.values(), found.unit) == evaluate(found, YEAR)

    def test_a_stock_has_no_days(self) -> None:
        with pytest.raises(ValueError, match="stock"):
            days([OPEN], YEAR)

    def test_the_last_month_of_a_stock_stands_for_the_period(self) -> None:
        months = [evaluate(OPEN, Period.month(2026, month)) for month in (3, 4)]

        assert combine(OPEN, months) == Figure.of_count(3)
        assert combine(OPEN, []) == Figure.of_count(0)

    def test_a_split_divides_the_figure_in_two_queries(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(2):
            rows = split(DONE, MARCH, "hamlet")

        assert [(key, figure.fraction) for key, figure in rows] == [
            ("Thôn Trên", "1/2"),
            ("", "0/1"),
            ("Thôn Dưới", "1/1"),
        ]

    def test_the_lines_of_a_split_add_up_to_the_figure(self) -> None:
        for code in ("hamlet", "kind", "hamlet_id"):
            assert combine(DONE, [figure for _, figure in split(DONE, YEAR, code)]) == evaluate(DONE, YEAR)

    def test_a_count_is_split_too(self) -> None:
        assert split(ASKED, MARCH, "kind") == [("", Figure.of_count(2)), ("giấy", Figure.of_count(2))]

    def test_an_unknown_split_is_missing(self) -> None:
        with pytest.raises(MeasureMissing):
            split(DONE, MARCH, "moon")

    def test_part_and_rest_are_the_whole_without_overlap(self) -> None:
        part, whole, rest = (set(records(DONE, MARCH, which)) for which in ("part", "whole", "rest"))

        assert part | rest == whole
        assert not part & rest
        assert len(part) == 2
        assert len(rest) == 2

    def test_a_plain_count_has_records_and_no_rest(self) -> None:
        assert records(ASKED, MARCH, "part").count() == records(ASKED, MARCH).count() == 4
        assert not records(ASKED, MARCH, "rest").exists()

    def test_records_of_each_line_of_a_split_are_those_it_counted(self) -> None:
        for code in ("hamlet", "kind", "hamlet_id"):
            for key, figure in split(DONE, MARCH, code):
                assert records(DONE, MARCH, split=code, key=key).count() == figure.whole
                assert records(DONE, MARCH, "part", split=code, key=key).count() == figure.part

    def test_records_without_a_key_are_found_whether_null_or_empty(
        self, year_of_errands: tuple[Hamlet, Hamlet]
    ) -> None:
        nameless = Hamlet.objects.create(name="")
        errand(on(3, 5), nameless)

        rows = dict(split(DONE, MARCH, "hamlet"))

        assert rows[""].whole == 2
        assert records(DONE, MARCH, split="hamlet", key="").count() == 2

    def test_a_key_that_cannot_be_one_is_missing(self) -> None:
        with pytest.raises(MeasureMissing, match="không phải là một mã thôn"):
            records(DONE, MARCH, split="hamlet_id", key="moon")

    def test_another_set_of_records_than_the_three_is_missing(self) -> None:
        with pytest.raises(MeasureMissing, match="không có phần “all”"):
            records(DONE, MARCH, "all")

    def test_a_right_measure_has_no_stray_records(self) -> None:
        answer = DONE.function(MARCH)

        assert isinstance(answer, Share)
        assert not answer.strays().exists()


def test_records_of_the_part_outside_the_whole_are_strays() -> None:
    outside = errand(on(5, 1), done=True)

    share = Share.sets(part=Errand.objects.all(), whole=Errand.objects.filter(asked_at__lt=MARCH.end_at))

    assert list(share.strays()) == [outside]


@pytest.mark.parametrize(
    ("unit_of", "answer"),
    [
        (DONE, lambda: Count(Errand.objects.all())),
        (ASKED, lambda: Share.sets(part=Errand.objects.none(), whole=Errand.objects.all())),
    ],
)
def test_an_answer_of_another_kind_than_its_unit_is_a_bug(unit_of: Any, answer: Callable[[], Any]) -> None:
    own = Registry()

    @own.measure("errands.wrong", "Sai", unit=unit_of.unit, basis="")
    def wrong(period: Period) -> Share | Count:
        """Not what the unit promises."""
        made: Share | Count = answer()
        return made

    with pytest.raises(TypeError, match=r"errands\.wrong"):
        evaluate(own.get("errands.wrong"), MARCH)
