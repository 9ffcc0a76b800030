"""Addresses of the rating; the portal includes them at its root."""

from __future__ import annotations

from django.urls import URLPattern, path

from .pages import rating

app_name = "surveys"
urlpatterns: list[URLPattern] = [
    path("ho-so/<str:code>/danh-gia/", rating.rate, name="rate"),
    path("ho-so/<str:code>/danh-gia/loi-moi/", rating.invitation, name="invitation"),
]
