"""The app of measures: at start it reads every installed app's ``measures.py``."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MeasuringConfig(AppConfig):
    """Reads the measures of all apps, so that the registry is complete before the first request."""

    name = "xaso.platform.measuring"
    label = "measuring"
    verbose_name = "Đo lường"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import ``measures`` of every installed app."""
        autodiscover_modules("measures")
