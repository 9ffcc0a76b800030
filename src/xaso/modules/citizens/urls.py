"""Addresses of people's accounts."""

from django.urls import path

from .pages import account, desk, desk_store, register, store

app_name = "citizens"
_STORE = "can-bo/nguoi-dan/<uuid:public_id>/kho/"
urlpatterns = [
    path("dang-ky/", register.register, name="register"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/lien-he/", account.contact, name="contact"),
    path("can-bo/nguoi-dan/", desk.people, name="desk_people"),
    path("can-bo/nguoi-dan/<uuid:public_id>/mat-khau/", desk.password, name="desk_password"),
    path("giay-to-cua-toi/", store.store, name="store"),
    path("giay-to-cua-toi/<uuid:item_id>/", store.item, name="store_item"),
    path("giay-to-cua-toi/<uuid:item_id>/tep/", store.file, name="store_file"),
    path(_STORE, desk_store.store, name="desk_store"),
    path(f"{_STORE}<uuid:item_id>/", desk_store.item, name="desk_store_item"),
    path(f"{_STORE}<uuid:item_id>/tep/", desk_store.file, name="desk_store_file"),
]
