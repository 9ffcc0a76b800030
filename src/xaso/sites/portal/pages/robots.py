"""What search engines may read."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PRIVATE = (
    "/ban-lam-viec/",
    "/dieu-hanh/",
    "/quan-tri/",
    "/can-bo/",
    "/ho-so/",
    "/nop-ho-so/",
    "/tai-khoan/",
    "/api/",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """The catalogue may be found; nothing of people or officers is worth a robot's visit."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
