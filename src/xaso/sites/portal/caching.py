"""The page cache of the portal: one copy for everybody who is nobody.

Only pages on a closed list are kept, only answers to visitors without a session, only whole and plain ones. A
visitor with a session never gets a kept page, and nothing drawn for one is ever kept.
"""

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.text import compress_string

KEPT_SECONDS = 60
KEPT_PATHS = ("/", "/tro-giup/", "/gioi-thieu-phan-mem/")
KEPT_UNDER = ("/thu-tuc/", "/minh-bach/")
KNOWN_QUERY = frozenset({"q", "linh-vuc", "su-kien", "trang", "nam"})
LONGEST_QUERY = 300
OF_ONE_ANSWER = frozenset({"X-Request-ID", "Content-Length"})


class AnonymousPageCache:
    """Stands before the session, so that a kept page costs neither session nor database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from the cache where that is safe; keep the answer where that is safe."""
        if not _may_be_kept(request):
            return self.get_response(request)
        key = _key(request)
        kept = cache.get(key)
        if kept is not None:
            return _answer(request, *kept)
        response = self.get_response(request)
        if request.method == "GET" and _is_for_everybody(response):
            patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
            patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
            headers = {name: value for name, value in response.items() if name not in OF_ONE_ANSWER}
            kept = (response.content, compress_string(response.content), headers)
            cache.set(key, kept, KEPT_SECONDS)
            return _answer(request, *kept)
        return response


def _answer(request: HttpRequest, content: bytes, packed: bytes, headers: dict[str, str]) -> HttpResponse:
    """The kept page, packed once for all who can unpack; it holds no secret that packing could betray."""
    takes_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_packed else content, headers=headers)
    if takes_packed:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = str(len(response.content))
    return response


def _may_be_kept(request: HttpRequest) -> bool:
    """A visitor nobody knows, asking for a listed page in a way the page understands."""
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages")
    is_unknown = not any(name in request.COOKIES for name in names) and "Authorization" not in request.headers
    is_listed = request.path in KEPT_PATHS or request.path.startswith(KEPT_UNDER)
    query = request.META.get("QUERY_STRING", "")
    is_plain = "HX-Request" not in request.headers and len(query) <= LONGEST_QUERY
    return request.method in {"GET", "HEAD"} and is_unknown and is_listed and is_plain


def _is_for_everybody(response: HttpResponse) -> bool:
    """A whole page that set no cookie and carries no token of one visitor."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    return b"csrfmiddlewaretoken" not in response.content


def _key(request: HttpRequest) -> str:
    """The page and the part of its query that it reads, under the host it was asked at."""
    query = urlencode(sorted((name, value) for name, value in request.GET.items() if name in KNOWN_QUERY))
    parts = f"{request.scheme}|{request.headers.get('Host', '')}|{request.path}|{query}"
    return f"portal.page:{sha256(parts.encode()).hexdigest()}"
