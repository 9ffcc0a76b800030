from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "xaso.sites.api"
    label = "site_api"
