"""The pages of what went wrong. The last of them must work when nothing else does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing here, for strangers too."""
    return render(request, "ui/errors/404.html", {"sentence": ""}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is not allowed."""
    return render(request, "ui/errors/403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long or cookies are off, and how to go on."""
    return render(request, "ui/errors/403.html", {"is_stale_form": True}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that we failed, with the request's id to tell us; touches no database."""
    request_id = getattr(request, "request_id", "")
    return HttpResponse(render_to_string("ui/errors/500.html", {"request_id": request_id}), status=500)
