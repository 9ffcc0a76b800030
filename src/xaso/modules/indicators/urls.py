"""Addresses of pages about figures; the sites include them under namespaces."""

from django.urls import URLPattern, path

from .pages import typed_form, typed_list, typed_record

typed_patterns: list[URLPattern] = [
    path("so-lieu/", typed_list.typing_list, name="list"),
    path("so-lieu/chi-tieu/<str:code>/", typed_list.typed_target, name="target"),
    path("so-lieu/chi-tieu/<str:code>/nhap/", typed_form.enter, name="enter"),
    path("so-lieu/<int:number>/", typed_record.record, name="record"),
    path("so-lieu/<int:number>/sua/", typed_form.change, name="change"),
    path("so-lieu/<int:number>/minh-chung/", typed_record.evidence, name="evidence"),
    path("so-lieu/<int:number>/<str:deed>/", typed_record.act, name="act"),
]
