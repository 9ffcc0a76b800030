from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "xaso.sites.desk"
    label = "site_desk"
