from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class JournalConfig(AppConfig):
    name = "xaso.platform.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load every app's handlers.py, so that the listeners are known before the first entry."""
        for config in apps.get_app_configs():
            if (
                config.name.startswith("xaso.")
                and config.module
                and module_has_submodule(config.module, "handlers")
            ):
                import_module(f"{config.name}.handlers")
