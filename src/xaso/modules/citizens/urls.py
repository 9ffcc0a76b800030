"""Addresses of people's accounts."""

from django.urls import path

from .pages import account, register

app_name = "citizens"
urlpatterns = [
    path("dang-ky/", register.register, name="register"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/lien-he/", account.contact, name="contact"),
]
