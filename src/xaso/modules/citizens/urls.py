"""Addresses of people's accounts."""

from django.urls import path

from .pages import account, desk, register

app_name = "citizens"
urlpatterns = [
    path("dang-ky/", register.register, name="register"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/lien-he/", account.contact, name="contact"),
    path("can-bo/nguoi-dan/", desk.people, name="desk_people"),
    path("can-bo/nguoi-dan/<uuid:public_id>/mat-khau/", desk.password, name="desk_password"),
]
