from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "xaso.sites.steering"
    label = "site_steering"
