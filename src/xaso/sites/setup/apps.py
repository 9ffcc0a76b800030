from django.apps import AppConfig


class SetupConfig(AppConfig):
    name = "xaso.sites.setup"
    label = "site_setup"
