"""The morning's counts: kept once a working day, told to those who answer for them."""

from datetime import timedelta

from django.test import Client

from tests.cast import Cast, sign_in
from tests.factories import dossiers as make
from xaso.modules.dossiers.models import DayDigest
from xaso.modules.dossiers.queries.digests import morning
from xaso.modules.dossiers.services.digesting import digest_day
from xaso.modules.org.access import Role
from xaso.modules.org.services import Absence, delegate
from xaso.platform.jobs.registry import kind_of, timetable
from xaso.platform.jobs.services import enqueue, run_due
from xaso.platform.notices.models import Notice

FRIDAY = make.moment(6, 7, 30)
SATURDAY = FRIDAY + timedelta(days=1)


def test_it_is_kept_as_it_was_and_each_is_told_their_part_once(cast: Cast) -> None:
    make.assigned(cast, make.moment(5))
    make.ready(cast)
    absence = Absence(
        cast.clerk, cast.other_specialist, [Role.CLERK], FRIDAY.date(), SATURDAY.date(), "Nghỉ phép"
    )
    delegate(absence, by=cast.clerk, at=FRIDAY)

    first = digest_day(at=FRIDAY)
    make.assigned(cast, make.moment(6, 9))
    again = digest_day(at=make.moment(6, 10))

    assert first is not None
    assert again == first
    assert DayDigest.objects.get().figures["whole"] == {
        "at_work": 1, "overdue": 0, "due_today": 0, "at_risk": 0, "resting": 0,
    }  # fmt: skip
    told = {one.recipient_id: one.body for one in Notice.objects.filter(key__startswith="dossiers:digest:")}
    assert set(told) == {one.user_id for one in (cast.chairman, cast.centre_head, cast.head_of_office)}
    assert "toàn xã: 1 đang giải quyết" in told[cast.chairman.user_id]
    assert cast.head_of_office.unit.short_name in told[cast.head_of_office.user_id]
    found = morning(cast.chairman, None)
    assert found is not None
    assert (found.before_day, found.before["received"]) == (make.moment(5).date(), 1)
    assert found.away[0]["substitute"] == cast.other_specialist.full_name


def test_what_is_late_and_due_that_day_is_counted(cast: Cast) -> None:
    dossier = make.assigned(cast)
    day = dossier.due_at

    due = digest_day(at=make.moment(day.day, 7, 30))
    late = digest_day(at=make.moment(day.day + 3, 7, 30))

    assert due is not None
    assert late is not None
    assert (due.figures["whole"]["due_today"], due.figures["whole"]["overdue"]) == (1, 0)
    assert late.figures["whole"]["overdue"] == 1


def test_on_a_day_off_and_beyond_the_calendar_nobody_is_told(cast: Cast) -> None:
    make.assigned(cast)

    assert digest_day(at=SATURDAY) is None
    assert digest_day(at=FRIDAY.replace(year=2060)) is None

    assert not DayDigest.objects.exists()


def test_the_page_shows_the_latest_or_the_day_asked_for(cast: Cast, client: Client) -> None:
    make.assigned(cast, make.moment(4))
    digest_day(at=make.moment(5, 7, 30))
    digest_day(at=FRIDAY)
    sign_in(client, cast.head_of_office)

    latest = client.get("/dieu-hanh/ho-so/dau-ngay/").content.decode()
    earlier = client.get("/dieu-hanh/ho-so/dau-ngay/?ngay=2026-03-05").content.decode()
    none = [client.get(f"/dieu-hanh/ho-so/dau-ngay/?ngay={day}") for day in ("2026-03-01", "2026-13-01")]

    assert "Đầu ngày 06/03/2026" in latest
    assert "Theo đơn vị" not in latest
    assert "Đầu ngày 05/03/2026" in earlier
    assert "07:30" in none[0].content.decode()
    assert "Đầu ngày 06/03/2026" in none[1].content.decode()
    sign_in(client, cast.chairman)
    assert "Theo đơn vị đang giữ" in client.get("/dieu-hanh/ho-so/dau-ngay/").content.decode()
    sign_in(client, cast.land_head)
    assert "Đơn vị không có hồ sơ nào" in client.get("/dieu-hanh/ho-so/dau-ngay/").content.decode()


def test_both_morning_jobs_run_at_half_past_seven(cast: Cast) -> None:
    make.assigned(cast, make.moment(5))

    enqueue("dossiers.digest", {}, at=FRIDAY)
    enqueue("desk.tell_the_day", {}, at=FRIDAY)
    run_due(at=FRIDAY)

    kinds = {kind.name: table for kind, table in timetable()}
    for name in ("dossiers.digest", "desk.tell_the_day"):
        assert kind_of(name) is not None
        assert kinds[name].slot(FRIDAY) == FRIDAY
