"""Addresses of the people's pages, the portal's own and the modules'."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from xaso.modules.dossiers.urls import people_patterns
from xaso.modules.payments.urls import people_patterns as payments_patterns
from xaso.modules.visits.urls import people_patterns as visits_patterns
from xaso.sites.portal.pages.health import health
from xaso.sites.portal.pages.home import home
from xaso.sites.portal.pages.promises import promise, promises, promises_data
from xaso.sites.portal.pages.punctuality import punctuality, punctuality_data
from xaso.sites.portal.pages.robots import robots
from xaso.sites.portal.pages.texts import about, help_page

OWN: list[URLPattern] = [
    path("", home, name="home"),
    path("tro-giup/", help_page, name="help"),
    path("gioi-thieu-phan-mem/", about, name="about"),
    path("minh-bach/", promises, name="promises"),
    re_path(r"^minh-bach/du-lieu\.(?P<kind>json|csv)$", promises_data, name="promises_data"),
    path("minh-bach/ho-so/", punctuality, name="punctuality"),
    re_path(r"^minh-bach/ho-so\.(?P<kind>json|csv)$", punctuality_data, name="punctuality_data"),
    path("minh-bach/<str:code>/", promise, name="promise"),
    path("suc-khoe/", health, name="health"),
    path("robots.txt", robots, name="robots"),
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
    path("", include((payments_patterns, "payments_people"))),
    path("", include((visits_patterns, "visits"))),
]
