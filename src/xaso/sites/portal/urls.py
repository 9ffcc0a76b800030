"""Addresses of the people's pages, the portal's own and the modules'."""

from django.urls import URLPattern, URLResolver, include, path

from xaso.modules.dossiers.urls import people_patterns
from xaso.sites.portal.pages import health, home, robots, texts

OWN: list[URLPattern] = [
    path("", home.home, name="home"),
    path("tro-giup/", texts.help_page, name="help"),
    path("gioi-thieu-phan-mem/", texts.about, name="about"),
    path("suc-khoe/", health.health, name="health"),
    path("robots.txt", robots.robots, name="robots"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((OWN, "portal"))),
    path("", include("xaso.platform.identity.urls")),
    path("", include("xaso.platform.notices.urls")),
    path("", include("xaso.platform.jobs.urls")),
    path("", include("xaso.modules.citizens.urls")),
    path("thu-tuc/", include("xaso.modules.procedures.urls")),
    path("", include("xaso.modules.surveys.urls")),
    path("", include((people_patterns, "dossiers"))),
]
