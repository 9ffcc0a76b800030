"""Addresses of the leaders' pages."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from .pages import board, records, target

app_name = "steering"

FILE = r"xuat\.(?P<kind>csv|xlsx)$"

urlpatterns: list[URLPattern] = [
    path("", board.board, name="board"),
    path("in/", board.board_print, name="board_print"),
    re_path(rf"^{FILE}", board.board_export, name="board_export"),
    path("chi-tieu/<str:code>/", target.target, name="target"),
    path("chi-tieu/<str:code>/ghi-chu/", target.note, name="note"),
    path("ghi-chu/<int:number>/rut/", target.strike, name="note_strike"),
    path("so-lieu/<str:measure>/", records.records, name="records"),
    re_path(rf"^so-lieu/(?P<measure>[a-z0-9_.]+)/{FILE}", records.records_export, name="records_export"),
]
