from django.apps import AppConfig


class PlanConfig(AppConfig):
    name = "xaso.modules.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"
