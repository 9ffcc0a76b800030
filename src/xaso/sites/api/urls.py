"""Addresses of the interface; anything else under it is a problem too, never a page."""

from django.urls import URLPattern, URLResolver, path, re_path

from .pages.docs import docs, nothing_here
from .v1 import api

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", docs, name="docs"),
    path("v1/", api.urls),
    re_path(r"^.+", nothing_here),
]
