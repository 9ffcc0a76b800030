"""The reference-data admin behind the officers' sign-in: no second way in."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse

from xaso.kernel.errors import Missing

from .gates import to_sign_in


class ReferenceDataSite(AdminSite):
    """Django's admin, without its own sign-in page."""

    site_header = "Dữ liệu dùng chung"
    site_title = "Dữ liệu dùng chung"
    index_title = "Danh mục"

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send visitors to the officers' sign-in; anyone else signed in finds nothing here."""
        if request.user.is_authenticated:
            raise Missing
        return to_sign_in(request, "identity:officer_sign_in")
