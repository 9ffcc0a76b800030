"""Addresses of the leaders' pages: the board, and what the modules bring."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from xaso.modules.dossiers.urls import steering_patterns as dossiers_patterns
from xaso.modules.indicators.urls import closings_patterns, scores_patterns
from xaso.modules.plan.urls import money_patterns, readings_patterns, tasks_patterns

from .pages import asking, board, costs, frozen, records, target

FILE = r"xuat\.(?P<kind>csv|xlsx)$"

own_patterns: list[URLPattern] = [
    path("", board.board, name="board"),
    path("in/", board.board_print, name="board_print"),
    re_path(rf"^{FILE}", board.board_export, name="board_export"),
    path("hoi-mot-lan/", asking.asking, name="asking"),
    path("chi-phi-tuan-thu/", costs.meter, name="costs"),
    path("chi-phi-tuan-thu/tep/", costs.meter_file, name="costs_file"),
    path("chi-phi-tuan-thu/<str:code>/", costs.what_if, name="cost"),
    path("chi-tieu/<str:code>/", target.target, name="target"),
    path("chi-tieu/<str:code>/ghi-chu/", target.note, name="note"),
    path("ghi-chu/<int:number>/rut/", target.strike, name="note_strike"),
    path("so-lieu/<str:measure>/", records.records, name="records"),
    path("ky-bao-cao/<str:code>/so/<int:number>/ban-ghi/", frozen.records, name="frozen_records"),
    re_path(rf"^so-lieu/(?P<measure>[a-z0-9_.]+)/{FILE}", records.records_export, name="records_export"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own_patterns, "steering"))),
    path("ky-bao-cao/", include((closings_patterns, "closings"))),
    path("bo-chi-so/", include((scores_patterns, "scores"))),
    path("bao-cao/", include("xaso.modules.reports.urls")),
    path("ke-hoach/", include((readings_patterns, "plan_reading"))),
    path("nhiem-vu/", include((tasks_patterns, "tasks"))),
    path("ho-so/", include((dossiers_patterns, "dossiers_steering"))),
    path("kinh-phi/", include((money_patterns, "money"))),
]
