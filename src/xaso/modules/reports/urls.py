"""Addresses of reports, under the leaders' part of the program."""

from django.urls import URLPattern, path, re_path

from .pages import act, listing, record, templates, words

app_name = "reports"
_TEMPLATE = "mau/<str:kind>/<str:profile>/"
urlpatterns: list[URLPattern] = [
    path("", listing.listing, name="list"),
    path("lap/", listing.opening, name="open"),
    path("mau/", templates.templates, name="templates"),
    path("mau/tu-dung/", templates.template_words, name="template_words"),
    path(_TEMPLATE, templates.template, name="template"),
    path(f"{_TEMPLATE}thu/", templates.template_trial, name="template_trial"),
    path(f"{_TEMPLATE}<int:number>/", templates.template_file, name="template_file"),
    path(f"{_TEMPLATE}<int:number>/thoi-dung/", templates.withdraw, name="template_withdraw"),
    path("<str:code>/", record.record, name="record"),
    path("<str:code>/xem/", record.paper, name="paper"),
    re_path(r"^(?P<code>[^/]+)/tep\.(?P<kind>docx|pdf|xlsx)$", record.file, name="file"),
    path("<str:code>/phan/<int:number>/", words.part, name="part"),
    path("<str:code>/gop/<str:heading>/", words.merging, name="merge"),
    path("<str:code>/<str:deed>/", act.act, name="act"),
]
