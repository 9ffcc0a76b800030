"""Addresses of signing in and out."""

from django.urls import path

from .pages import citizens, officers, own

app_name = "identity"
urlpatterns = [
    path("dang-nhap/", citizens.sign_in, name="sign_in"),
    path("dang-nhap/ma/", citizens.code, name="code"),
    path("dang-xuat/", own.sign_out, name="sign_out"),
    path("mat-khau/", own.password, name="password"),
    path("can-bo/dang-nhap/", officers.sign_in, name="officer_sign_in"),
    path("can-bo/dang-nhap/ma/", officers.code, name="officer_code"),
    path("can-bo/mat-khau/", own.password, name="officer_password"),
    path("can-bo/xac-thuc/", own.totp, name="officer_totp"),
    path("can-bo/ma-du-phong/", own.recovery, name="officer_recovery"),
]
