from importlib import import_module

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "xaso.platform.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system check."""
        import_module(f"{self.name}.checks")
