"""Pages that are only text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.modules.org import queries as org


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to find, file, follow and rate; where to ask."""
    names = ("portal.address", "portal.hotline", "portal.email", "portal.national_url")
    return render(
        request,
        "site_portal/help.html",
        {name.removeprefix("portal."): org.setting(name, "") for name in names}
        | {"cutoff": f"{org.cutoff():%H:%M}", "max_mb": org.setting("files.max_mb", 10)},
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the program is: open source, its data, its accessibility."""
    return render(request, "site_portal/about.html", {"hotline": org.setting("portal.hotline", "")})
