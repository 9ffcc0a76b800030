from importlib import import_module

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule


class JobsConfig(AppConfig):
    name = "xaso.platform.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load every app's jobs.py, so that each job is known by its name."""
        for config in apps.get_app_configs():
            if (
                config.name.startswith("xaso.")
                and config.module
                and module_has_submodule(config.module, "jobs")
            ):
                import_module(f"{config.name}.jobs")
