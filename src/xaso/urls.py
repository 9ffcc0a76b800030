"""Every address of the program, by site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("xaso.sites.portal.urls")),
    path("ban-lam-viec/", include("xaso.sites.desk.urls")),
    path("dieu-hanh/", include("xaso.sites.steering.urls")),
    path("api/", include("xaso.sites.api.urls")),
    path("quan-tri/", admin.site.urls),
]
if settings.DEBUG:
    urlpatterns += [path("", include("xaso.platform.ui.urls"))]

handler404 = "xaso.platform.ui.pages.errors.not_found"
handler403 = "xaso.platform.ui.pages.errors.forbidden"
handler500 = "xaso.platform.ui.pages.errors.broken"
