"""Addresses of the catalogue: people's at /thu-tuc/, officers' at /ban-lam-viec/thu-tuc/."""

from django.urls import URLPattern, path

from xaso.modules.procedures.pages import desk_catalogue, people, versions

app_name = "procedures"
urlpatterns: list[URLPattern] = [
    path("", people.listing, name="list"),
    path("<str:code>/", people.detail, name="detail"),
    path("<str:code>/in/", people.checklist, name="print"),
]
desk_patterns: list[URLPattern] = [
    path("thu-tuc/", desk_catalogue.listing, name="list"),
    path("thu-tuc/<str:code>/", desk_catalogue.record, name="record"),
    path("thu-tuc/<str:code>/ban-moi/", versions.new, name="version_new"),
    path("thu-tuc/<str:code>/so-sanh/", versions.compare, name="compare"),
]
