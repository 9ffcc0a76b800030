from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "xaso.sites.portal"
    label = "site_portal"
