"""Addresses of the design system itself."""

from django.urls import path

from .pages import styleguide

app_name = "ui"
urlpatterns = [
    path("he-thong-thiet-ke/", styleguide.portal, name="styleguide"),
    path("he-thong-thiet-ke/bieu-mau/", styleguide.form_page, name="styleguide_form"),
    path("he-thong-thiet-ke/ban-lam-viec/", styleguide.desk, name="styleguide_desk"),
    path("he-thong-thiet-ke/ban-in/", styleguide.sheet, name="styleguide_sheet"),
]
