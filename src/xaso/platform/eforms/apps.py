from django.apps import AppConfig


class EformsConfig(AppConfig):
    name = "xaso.platform.eforms"
    label = "eforms"
    default_auto_field = "django.db.models.BigAutoField"
