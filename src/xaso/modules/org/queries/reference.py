"""The commune, its settings, units, villages and calendar, as every page needs them."""

from datetime import date, time
from typing import Any

from django.db.models import QuerySet

from xaso.kernel.errors import Missing
from xaso.kernel.workdays import OFFICE_HOURS, WorkCalendar
from xaso.modules.org.models import Calendar, CalendarDay, Commune, Setting, Unit, Village
from xaso.modules.org.queries.cache import remembered


def has_commune() -> bool:
    """Whether a commune pack was loaded."""
    return remembered("commune", _commune) is not None


def commune() -> Commune:
    """The commune this installation serves. Raise Missing before a pack is loaded."""
    found = remembered("commune", _commune)
    if found is None:
        raise Missing("Chưa nạp dữ liệu của xã.", hint="Chạy lệnh pack_load rồi mở lại.")
    return found


def _commune() -> Commune | None:
    return Commune.objects.first()


def _settings() -> dict[str, Setting]:
    return {row.key: row for row in Setting.objects.order_by("key")}


def settings_rows() -> list[Setting]:
    """Every setting, by key."""
    return list(remembered("settings", _settings).values())


def setting_row(key: str) -> Setting:
    """The setting with its basis and certainty. Raise Missing when there is none."""
    row = remembered("settings", _settings).get(key)
    if row is None:
        raise Missing(f"Chưa có thiết lập “{key}”.")
    return row


def setting(key: str, default: Any = None) -> Any:
    """The value of a setting; `default` when there is no such setting or it is empty."""
    row = remembered("settings", _settings).get(key)
    return default if row is None or row.value is None else row.value


def cutoff() -> time:
    """The hour after which a dossier counts as received next morning (NĐ 61/2018 Đ.18; 15:00 unless set)."""
    return time.fromisoformat(str(setting("dossiers.same_day_cutoff", "15:00")))


def working_hours_per_day() -> int:
    """Working hours in a working day, as the calendar counts them."""
    return calendar().day_minutes // 60


def units() -> list[Unit]:
    """The commune's organs and offices in their order, those no longer active left out."""
    return [unit for unit in remembered("units", _units).values() if unit.is_active]


def _units() -> dict[str, Unit]:
    return {unit.code: unit for unit in Unit.objects.order_by("order", "code")}


def unit(code: str) -> Unit:
    """The unit with this code, active or not. Raise Missing when there is none."""
    found = remembered("units", _units).get(code)
    if found is None:
        raise Missing(f"Không có đơn vị “{code}”.")
    return found


def unit_rows() -> QuerySet[Unit]:
    """Every unit as rows, active or not, for measures whose records are units."""
    return Unit.objects.all()


def villages() -> list[Village]:
    """The commune's villages in their order, those no longer there left out."""
    return list(remembered("villages", _villages))


def _villages() -> tuple[Village, ...]:
    return tuple(Village.objects.filter(is_active=True).order_by("code"))


def calendar_days(year: int) -> list[CalendarDay]:
    """The days of a year that depart from the working week, in order, with how sure each is."""
    return [day for day in remembered("calendar_days", _calendar_days) if day.date.year == year]


def _calendar_days() -> tuple[CalendarDay, ...]:
    return tuple(CalendarDay.objects.order_by("date"))


def calendar() -> WorkCalendar:
    """The working calendar for counting deadlines. Raise Missing before a calendar is loaded."""
    return remembered("calendar", _calendar)


def _calendar() -> WorkCalendar:
    week = Calendar.objects.first()
    if week is None:
        raise Missing("Chưa có lịch làm việc.", hint="Nạp lịch làm việc của xã rồi làm lại.")
    days = remembered("calendar_days", _calendar_days)
    return WorkCalendar(
        weekly_off=frozenset(week.weekly_off),
        off=_named(days, CalendarDay.Kind.OFF),
        work=_named(days, CalendarDay.Kind.WORK),
        covers_from=week.valid_from,
        covers_to=week.valid_to,
        windows=_windows(),
    )


def _named(days: tuple[CalendarDay, ...], kind: CalendarDay.Kind) -> dict[date, str]:
    return {day.date: day.name for day in days if day.kind == kind}


def _windows() -> tuple[tuple[time, time], ...]:
    written = setting("dossiers.workday_windows")
    if not written:
        return OFFICE_HOURS
    return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in written)
