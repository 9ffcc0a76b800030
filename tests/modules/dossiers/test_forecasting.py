"""How fast work goes, when each dossier will be done, and what those who answer for it see."""

from datetime import datetime

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.kernel.clock import SystemClock
from xaso.modules.dossiers.models import Dossier, Forecast, Pace
from xaso.modules.dossiers.queries import oversight
from xaso.modules.dossiers.queries.risks import risk_page
from xaso.modules.dossiers.services import intake, resolving
from xaso.modules.dossiers.services.forecasting import forecast
from xaso.modules.org.access import Role
from xaso.modules.org.queries import calendar
from xaso.modules.org.services import Absence, delegate
from xaso.platform.jobs.registry import kind_of, timetable
from xaso.platform.jobs.services import enqueue, run_due

NOW = make.moment(5, 8)


def propose(dossier: Dossier, cast: Cast, at: datetime) -> Dossier:
    """The specialist is done with it."""
    return resolving.propose_result(
        dossier=dossier, by=cast.specialist, outcome="granted", summary="Đúng nơi ở.", upload=None, at=at,
        seen=dossier.revision,
    )  # fmt: skip


def test_the_pace_of_a_step_is_the_middle_and_of_an_officer_the_busy_time_by_dossiers(cast: Cast) -> None:
    one, two = make.assigned(cast, make.moment(2)), make.assigned(cast, make.moment(2))
    propose(one, cast, make.moment(2, 10))
    propose(two, cast, make.moment(2, 11))

    forecast(at=NOW)

    step = Pace.objects.get(step__kind="handle", step__name=one.step.name)
    officer = Pace.objects.get(holder=cast.specialist)
    assert (step.runs, step.minutes) == (2, 150)
    assert (officer.runs, officer.minutes) == (2, 90)


def test_what_the_applicant_was_asked_for_does_not_count_as_the_officers_time(cast: Cast) -> None:
    dossier = make.assigned(cast)
    dossier = intake.request_supplement(
        dossier=dossier, by=cast.specialist, items=[intake.Lack(None, "Giấy tờ nhà", "Bản chụp mờ")],
        at=make.MONDAY, seen=dossier.revision,
    )  # fmt: skip

    counted = forecast(at=NOW)

    assert not Pace.objects.filter(holder=cast.specialist).exists()
    assert counted.forecasts == 0


def test_each_dossier_waits_for_those_of_its_holder_that_are_due_earlier(cast: Cast) -> None:
    done = make.assigned(cast, make.moment(2))
    propose(done, cast, make.moment(2, 10))
    first = make.assigned(cast, make.moment(3))
    second = make.assigned(cast, make.moment(4))

    forecast(at=NOW)

    rows = {one.dossier_id: one for one in Forecast.objects.all()}
    assert (rows[first.pk].ahead, rows[second.pk].ahead) == (0, 1)
    assert rows[first.pk].each_minutes == rows[second.pk].each_minutes == 120
    behind = calendar().minutes_between(rows[first.pk].expected_at, rows[second.pk].expected_at)
    assert behind == 120


def test_without_any_history_the_shares_of_the_route_are_taken(cast: Cast) -> None:
    dossier = make.assigned(cast, make.moment(5, 7, 30))

    forecast(at=make.moment(5, 7, 30))

    found = Forecast.objects.get(dossier=dossier)
    assert found.ahead == 0
    assert min(found.each_minutes, found.rest_minutes) > 0
    assert found.expected_at <= dossier.due_at


def test_a_dossier_without_a_deadline_and_one_outside_the_calendar_have_no_forecast(cast: Cast) -> None:
    make.taken_in(cast, code=make.NO_TIME)
    dossier = make.assigned(cast)
    Dossier.objects.filter(pk=dossier.pk).update(received_at=make.moment(2).replace(year=2000))

    assert forecast(at=NOW).forecasts == 0


def test_what_will_be_late_is_listed_with_the_last_day_to_say_so(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    slow = make.assigned(cast, make.moment(2))
    propose(slow, cast, make.moment(4, 17))
    dossiers = [make.assigned(cast, make.moment(4)) for _ in range(3)]
    forecast(at=NOW)

    assert cast.chairman.user.roles
    with django_assert_max_num_queries(4):
        page = risk_page(cast.chairman, NOW)

    assert {row.line.code for row in page.rows} <= {one.code for one in dossiers}
    last = page.rows[-1]
    assert (last.ahead, last.too_late_to_tell) == (2, False)
    assert last.expected_at > last.line.due_at
    assert last.late_minutes > 0
    assert last.tell_by == calendar().add_workdays(last.line.due_at.date(), -1)
    assert risk_page(cast.chairman, NOW, unit="kinh-te").rows == []
    assert risk_page(cast.land_head, NOW).rows == []
    assert risk_page(cast.specialist, NOW).rows == []


def test_workload_ages_and_bottlenecks_add_up_to_what_is_at_work(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make.assigned(cast, make.moment(2))
    make.assigned(cast, make.moment(4))
    make.taken_in(cast, make.moment(4), code=make.COPY)
    make.ready(cast)
    now = make.moment(20)

    assert cast.chairman.user.roles
    with django_assert_max_num_queries(3):
        loads = oversight.workload(cast.chairman, now)
    ages = oversight.ageing(cast.chairman, now)
    necks = oversight.bottlenecks(cast.chairman, now)
    stands = oversight.standing(cast.chairman, now)

    held = {one.name: one for one in loads}
    assert (held[cast.specialist.full_name].total, held["Chưa ai nhận"].total) == (2, 1)
    assert held[cast.specialist.full_name].overdue == 2
    assert sum(one.total for one in loads) == sum(one.total for one in ages) == stands.at_work == 3
    assert sum(one.waiting for one in necks) == 3
    assert (stands.ready, stands.resting, stands.counted_at) == (1, 0, None)
    assert [one.numbers for one in ages] == [(0, 0, 0, 3, 0)]
    assert necks[0].late == max(one.late for one in necks) > 0
    assert len(oversight.age_words()) == 5
    assert oversight.workload(cast.land_head, now) == []


def test_whoever_is_away_is_shown_with_the_substitute(cast: Cast) -> None:
    make.assigned(cast, make.moment(2))
    absence = Absence(
        cast.specialist, cast.other_specialist, [Role.SPECIALIST], NOW.date(), NOW.date(), "Nghỉ phép"
    )
    delegate(absence, by=cast.specialist, at=NOW)

    load = oversight.workload(cast.head_of_office, NOW)[0]

    assert (load.name, load.substitute) == (cast.specialist.full_name, cast.other_specialist.full_name)


def test_the_pages_show_it_and_the_file_holds_it(cast: Cast, client: Client) -> None:
    now = SystemClock().now()
    slow = make.assigned(cast, calendar().start_of(calendar().add_workdays(now.date(), -3)))
    slow = propose(slow, cast, now)
    waiting = [make.assigned(cast, now) for _ in range(8)]
    forecast(at=now)
    sign_in(client, cast.chairman)

    pages = [
        client.get(f"/dieu-hanh/ho-so/{one}").content.decode() for one in ("", "nguy-co/", "diem-nghen/")
    ]
    csv = client.get("/dieu-hanh/ho-so/xuat.csv").content.decode()
    xlsx = client.get("/dieu-hanh/ho-so/xuat.xlsx")

    assert all(cast.specialist.full_name in page for page in pages[:2])
    assert waiting[-1].code in pages[1]
    assert waiting[0].step.name in pages[2]
    assert cast.specialist.full_name in csv
    assert xlsx.content[:2] == b"PK"
    assert client.get("/dieu-hanh/ho-so/nguy-co/?don-vi=kinh-te").status_code == 200


def test_an_empty_commune_is_told_so(cast: Cast, client: Client) -> None:
    sign_in(client, cast.land_head)

    pages = [
        client.get(f"/dieu-hanh/ho-so/{one}").content.decode() for one in ("", "nguy-co/", "diem-nghen/")
    ]

    assert all("Không có hồ sơ nào" in page for page in pages)


def test_it_is_counted_every_hour(cast: Cast) -> None:
    now = SystemClock().now()
    make.assigned(cast, now)

    enqueue("dossiers.forecast", {}, at=now)
    run_due(at=now)

    assert Forecast.objects.count() == 1
    assert kind_of("dossiers.forecast") in [kind for kind, _ in timetable()]
