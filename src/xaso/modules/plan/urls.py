"""Addresses of the plan's pages; the desk's and the leaders' site include them."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from .pages import money_pages, reading_addresses, task_action, task_desk, task_giving, task_steering

FILE = r"xuat\.(?P<kind>csv|xlsx)$"

tasks_desk_patterns: list[URLPattern] = [
    path("", task_desk.task_list, name="list"),
    re_path(rf"^{FILE}", task_desk.task_export, name="export"),
    path("giao/", task_giving.give_task, name="give"),
    path("<str:code>/", task_desk.task_record, name="record"),
    path("<str:code>/san-pham/<int:number>/", task_desk.product_file, name="product"),
    path("<str:code>/<slug:deed>/", task_action.act, name="action"),
]

tasks_patterns: list[URLPattern] = [
    path("", task_steering.overview, name="overview"),
    re_path(rf"^{FILE}", task_steering.overview_export, name="export"),
    path("tuan/", task_steering.week, name="week"),
    path("hoat-dong/", task_steering.activities, name="activities"),
    path("hoat-dong/theo-doi/", task_steering.follow, name="follow"),
    path("hoat-dong/<str:code>/chu-tri/", task_steering.name_lead, name="name_lead"),
]

money_patterns: list[URLPattern] = [
    path("", money_pages.overview, name="overview"),
    re_path(rf"^{FILE}", money_pages.export, name="export"),
    path("<str:code>/", money_pages.line, name="line"),
    path("<str:code>/nhap/", money_pages.enter, name="enter"),
    path("<str:code>/<int:key>/gach-bo/", money_pages.strike, name="strike"),
    path("<str:code>/<int:key>/can-cu/", money_pages.paper, name="paper"),
]

readings_patterns = reading_addresses.patterns
"""Reading plans in and their versions, under /dieu-hanh/ke-hoach/ (`plan_reading`)."""
