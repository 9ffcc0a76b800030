"""Reference data in Django's admin: for the system administrator, every change in the journal."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from xaso.modules.org.models import CalendarDay, Role, Setting, Unit, Village
from xaso.modules.org.queries import officer_of
from xaso.modules.org.services.changing import Editable, change_reference
from xaso.platform.identity.models import User
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.ui.middleware import TimedRequest


def who(user: User) -> Actor | ActsAs:
    """Who changes things in the admin: the officer behind the user, or the bare user."""
    return officer_of(user) or Actor(kind="officer", key=user.username, name=user.username)


class ReferenceAdmin(admin.ModelAdmin[Any]):
    """A table that sysadmins may view and change, and never delete from: other rows point at it."""

    def _may(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and (user.is_superuser or Role.SYSADMIN.value in user.roles)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: TimedRequest, obj: Editable, form: Any, change: bool) -> None:  # type: ignore[override]
        assert isinstance(request.user, User)
        change_reference(obj, by=who(request.user), at=request.now)


@admin.register(Setting)
class SettingAdmin(ReferenceAdmin):
    list_display = ("label", "value", "certainty", "basis", "edited_at")
    list_filter = ("certainty",)
    search_fields = ("key", "label")
    ordering = ("key",)
    fields = ("key", "label", "value", "basis", "certainty", "note", "edited_at")
    readonly_fields = ("key", "label", "edited_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(Village)
class VillageAdmin(ReferenceAdmin):
    list_display = ("code", "name", "is_provisional", "is_active", "edited_at")
    list_filter = ("is_provisional", "is_active")
    search_fields = ("code", "name")
    ordering = ("code",)
    readonly_fields = ("edited_at",)


@admin.register(Unit)
class UnitAdmin(ReferenceAdmin):
    list_display = ("code", "name", "kind", "order", "is_active", "edited_at")
    list_filter = ("kind", "is_active")
    search_fields = ("code", "name")
    ordering = ("order", "code")
    readonly_fields = ("edited_at",)


@admin.register(CalendarDay)
class CalendarDayAdmin(ReferenceAdmin):
    list_display = ("date", "name", "kind", "status", "basis", "edited_at")
    list_filter = ("kind", "status")
    date_hierarchy = "date"
    ordering = ("date",)
    readonly_fields = ("edited_at",)
