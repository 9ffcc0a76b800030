"""Addresses of notices."""

from django.urls import path

from .pages import inbox

app_name = "notices"
urlpatterns = [
    path("thong-bao/", inbox.inbox, name="inbox"),
    path("thong-bao/da-doc/", inbox.read_all, name="read_all"),
    path("thong-bao/<int:notice_id>/da-doc/", inbox.read, name="read"),
]
