"""Org's place in Django."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "xaso.modules.org"
    label = "org"
    verbose_name = "Cơ quan, cán bộ, lịch"
    default_auto_field = "django.db.models.BigAutoField"
