"""What each figure counts, and what it leaves out."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.periods import Period
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers import measures
from xaso.modules.dossiers.access import visible_to
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services import ending, extending, intake, supplementing
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.figures import Share, total
from xaso.platform.measuring.registry import registry

MARCH = Period.month(2026, 3)
APRIL = Period.month(2026, 4)
FLOWS = [one.code for one in registry.all() if one.module == "dossiers" and not one.is_stock]
UNSCANNED = PaperIn(name="Đơn xin xác nhận", medium="0")


def figure(code: str, period: Period = MARCH) -> tuple[int, int]:
    """Part and whole."""
    found = evaluation.evaluate(registry.get(code), period)
    return found.part, found.whole


def part(code: str, period: Period = MARCH) -> set[str]:
    """The codes in the part."""
    return set(evaluation.records(registry.get(code), period, "part").values_list("code", flat=True))


def test_received_counts_whatever_came_through_the_counter_in_the_period(cast: Cast) -> None:
    make.taken_in(cast, make.moment(2))
    make.taken_in(cast, make.moment(31, 16))
    make.taken_in(cast, make.moment(1, month=4))
    make.filed(cast.citizen)

    assert figure("dossiers.received") == (2, 2)
    assert figure("dossiers.received", APRIL) == (1, 1)


def test_filed_online_is_among_those_received(cast: Cast) -> None:
    online = make.filed(cast.citizen)
    intake.accept(dossier=online, by=cast.one_stop_officer, at=make.moment(3), seen=online.revision)
    make.filed(cast.stranger)
    make.taken_in(cast)

    assert figure("dossiers.filed_online") == (1, 2)
    assert part("dossiers.filed_online") == {online.code}


def test_through_one_stop_leaves_out_what_was_copied_from_the_paper_book(cast: Cast) -> None:
    make.taken_in(cast)
    make.taken_in(cast, make.moment(6), entry="paper_book", received_at=make.moment(2))

    assert figure("dossiers.through_one_stop") == (1, 2)


def test_a_result_by_the_due_moment_is_on_time(cast: Cast) -> None:
    good = make.ready(cast, make.moment(2), finished=make.moment(9, 17, 30))
    make.ready(cast, make.moment(2), finished=make.moment(9, 17, 31))

    assert figure("dossiers.on_time") == (1, 2)
    assert part("dossiers.on_time") == {good.code}


def test_returning_late_does_not_make_a_result_late(cast: Cast) -> None:
    dossier = make.ready(cast, make.moment(2))
    ending.return_result(
        dossier=dossier,
        by=cast.one_stop_officer,
        channel="counter",
        returned_to="Giàng Thị Say",
        at=make.moment(20, month=5),
        seen=dossier.revision,
    )

    assert figure("dossiers.on_time") == (1, 1)


def test_supplement_time_does_not_count_and_a_second_request_makes_it_late(cast: Cast) -> None:
    once, twice = make.assigned(cast), make.assigned(cast)
    once = asked(cast, once, 3, 10)
    twice = asked(cast, asked(cast, twice, 3, 4), 4, 5, exception="Tỉnh vừa có văn bản mới.")

    for dossier in (once, twice):
        ending.withdraw(dossier=dossier, by=cast.citizen, reason="Tôi đổi ý.", at=make.moment(12))

    assert part("dossiers.on_time") == {once.code}
    assert figure("dossiers.on_time") == (1, 2)


def test_more_requests_than_allowed_are_counted_among_those_asked_for_more(cast: Cast) -> None:
    make.taken_in(cast)
    asked(cast, make.assigned(cast), 3, 4)
    twice = asked(cast, make.assigned(cast), 3, 4)
    asked(cast, twice, 4, 5, exception="Tỉnh vừa có văn bản mới.")

    assert part("dossiers.supplement_again") == {twice.code}
    assert figure("dossiers.supplement_again") == (1, 2)


def test_dossiers_put_off_are_counted_among_those_with_a_date(cast: Cast) -> None:
    make.taken_in(cast, code=make.NO_TIME)
    make.taken_in(cast)
    late = make.assigned(cast)
    extending.extend(
        dossier=late,
        by=cast.head_of_office,
        reason="Phải xác minh.",
        new_due_on=make.moment(11).date(),
        at=make.moment(3),
        seen=late.revision,
    )

    assert part("dossiers.put_off") == {late.code}
    assert figure("dossiers.put_off") == (1, 2)


def test_beyond_boundary_counts_other_places_and_people_of_other_communes(cast: Cast) -> None:
    make.taken_in(cast)
    elsewhere = make.taken_in(cast, origin=intake.OriginIn(reception_place="Trung tâm xã Đèo Gió"))
    Person.objects.filter(pk=cast.stranger.pk).update(commune_code="99999")
    outsider = make.taken_in(cast, applicant=cast.stranger)

    assert part("dossiers.beyond_boundary") == {elsewhere.code, outsider.code}
    assert figure("dossiers.beyond_boundary") == (2, 3)


def test_past_due_and_still_open_counts_in_the_month_it_fell_due_and_only_there(cast: Cast) -> None:
    dossier = make.taken_in(cast, make.moment(2))

    assert figure("dossiers.on_time") == (0, 1)
    assert figure("dossiers.on_time", APRIL) == (0, 0)
    assert figure("dossiers.on_time", Period.year(2026)) == (0, 1)

    ending.withdraw(dossier=dossier, by=cast.citizen, reason="Tôi đổi ý.", at=make.moment(10, month=4))

    assert figure("dossiers.on_time") == (0, 0)
    assert figure("dossiers.on_time", APRIL) == (0, 1)


def test_resting_for_a_supplement_asked_in_time_is_not_late(cast: Cast) -> None:
    dossier = make.assigned(cast)
    intake.request_supplement(
        dossier=dossier,
        by=cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=dossier.revision,
    )

    assert figure("dossiers.on_time") == (0, 0)


def test_what_is_due_later_has_not_failed(cast: Cast) -> None:
    dossier = make.taken_in(cast)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=make.at(make.date(2027, 12, 1)))

    assert figure("dossiers.on_time", Period.year(2027)) == (0, 0)


def test_without_a_deadline_or_a_reception_punctuality_is_not_measured(cast: Cast) -> None:
    timeless = make.taken_in(cast, code=make.NO_TIME)
    ending.withdraw(dossier=timeless, by=cast.citizen, reason="Tôi đổi ý.", at=make.moment(3))
    filed = make.filed(cast.citizen)
    intake.refuse(
        dossier=filed, by=cast.one_stop_officer, reason="Không đúng nơi.", at=make.MONDAY, seen=filed.revision
    )

    assert figure("dossiers.on_time") == (0, 0)


def test_digitised_needs_every_scan_and_a_file_of_the_result(cast: Cast) -> None:
    good = make.ready(cast)
    make.ready(cast, papers=(UNSCANNED,))
    make.ready(cast, with_file=False)
    make.awaiting_approval(cast)

    assert figure("dossiers.digitised_result") == (1, 3)
    assert part("dossiers.digitised_result") == {good.code}


def test_one_hop_on_paper_takes_a_dossier_out_of_the_electronic_ones(cast: Cast) -> None:
    electronic = make.proposed(cast)
    make.taken_in(cast, papers=(UNSCANNED,))
    make.filed(cast.citizen)

    assert figure("dossiers.electronic_handover") == (1, 2)
    assert part("dossiers.electronic_handover") == {electronic.code}


@pytest.mark.parametrize("code", FLOWS)
def test_the_part_lies_inside_the_whole_and_months_add_up(cast: Cast, code: str) -> None:
    make.ready(cast, make.moment(2), finished=make.moment(10, month=4))
    make.ready(cast, make.moment(30), papers=(UNSCANNED,))
    make.taken_in(cast, make.moment(30))
    measure = registry.get(code)

    answer = measure.function(Period.year(2026))
    months = [evaluation.evaluate(measure, month) for month in Period.year(2026).months()]

    if isinstance(answer, Share):
        assert not answer.strays().exists()
    whole = evaluation.evaluate(measure, Period.year(2026))
    assert total(months, measure.unit) == whole


def test_a_figure_is_split_by_village_field_and_channel_in_words(cast: Cast) -> None:
    make.taken_in(cast)
    make.taken_in(cast, code=make.LAND)
    measure = registry.get("dossiers.received")

    found = {way.code: dict(evaluation.split(measure, MARCH, way.code)) for way in measure.splits}

    assert {key: one.whole for key, one in found["village"].items()} == {"Bản Thượng": 2}
    assert {key: one.whole for key, one in found["field"].items()} == {"Hộ tịch": 1, "Đất đai": 1}
    assert {key: one.whole for key, one in found["channel"].items()} == {"Trực tiếp": 2}


def test_the_records_of_one_line_are_what_the_viewer_may_see_of_it(cast: Cast) -> None:
    make.taken_in(cast)
    land = make.taken_in(cast, code=make.LAND)
    measure = registry.get("dossiers.received")

    found = evaluation.records(measure, MARCH, "whole", split="channel", key="Trực tiếp")

    assert (visible_to(cast.chairman) & found).count() == 2
    assert [one.code for one in visible_to(cast.land_head) & found] == [land.code]


@pytest.mark.parametrize("code", ["dossiers.filed_online", "dossiers.on_time", "dossiers.put_off"])
def test_a_figure_costs_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, code: str
) -> None:
    make.ready(cast)

    with django_assert_num_queries(1):
        evaluation.evaluate(registry.get(code), MARCH)


def test_measures_counted_together_are_those_counted_one_by_one(cast: Cast) -> None:
    make.taken_in(cast, applicant=cast.stranger)
    make.taken_in(cast, code=make.NO_TIME)
    make.ready(cast, make.moment(2), finished=make.moment(9, 17, 31))
    make.ready(cast)
    asked(cast, asked(cast, make.assigned(cast), 3, 4), 4, 5, exception="Tỉnh vừa có văn bản mới.")
    Person.objects.filter(pk=cast.stranger.pk).update(commune_code="99999")
    every = registry.all()

    together = evaluation.figures(every, MARCH)
    by_day = evaluation.days([one for one in every if not one.is_stock], MARCH)

    alone = {one.code: evaluation.sets(one, MARCH) for one in every}
    sizes = {code: (share.part.count(), share.whole.count()) for code, share in alone.items()}
    assert {code: (one.part, one.whole) for code, one in together.items()} == sizes
    assert {code: sum(day.whole for day in days.values()) for code, days in by_day.items()} == {
        code: sizes[code][1] for code in by_day
    }


def test_every_measure_says_what_it_counts_in_vietnamese() -> None:
    found = [one for one in registry.all() if one.module == "dossiers"]

    assert {one.code.split(".")[1] for one in found} == set(measures.__all__)
    assert all(one.basis and one.part_name and one.facts for one in found)
    assert all(any(word in one.definition for word in ("ồ sơ", "ủ tục", "ết quả")) for one in found)
    assert {one.code for one in found if one.is_stock} == {
        "dossiers.fee_online",
        "dossiers.old_results_digitised",
        "dossiers.old_results_growth",
        "dossiers.online_users_identified",
        "dossiers.services_identified",
        "dossiers.services_online_used",
        "dossiers.services_paid_766",
        "dossiers.services_paid_online_766",
        "dossiers.services_pay_online",
    }


def asked(cast: Cast, dossier: Dossier, day: int, until: int, exception: str = "") -> Dossier:
    """Asked on one day, answered on another."""
    dossier = intake.request_supplement(
        dossier=dossier,
        by=cast.chairman if exception else cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(day, 9),
        seen=dossier.revision,
        exception=exception,
    )
    return supplementing.provide_supplement(
        dossier=dossier, by=cast.citizen, reply="Xong.", at=make.moment(until, 9)
    )
