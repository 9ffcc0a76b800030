from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "xaso.modules.citizens"
    label = "citizens"
    default_auto_field = "django.db.models.BigAutoField"
