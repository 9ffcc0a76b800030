from django.apps import AppConfig
from django.contrib.admin import autodiscover
from django.contrib.admin.apps import SimpleAdminConfig


class IdentityConfig(AppConfig):
    name = "xaso.platform.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
    default = True


class AdminConfig(SimpleAdminConfig):
    """Django's admin for reference data, entered by the officers' own door."""

    default = False
    default_site = "xaso.platform.identity.admin_site.ReferenceDataSite"

    def ready(self) -> None:
        """Find every app's admin.py."""
        super().ready()
        autodiscover()
