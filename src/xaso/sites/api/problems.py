"""Every refusal as problem+json (RFC 9457): one shape, Vietnamese sentences, nothing that leaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import Http404, HttpRequest, JsonResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from xaso.kernel.errors import Invalid, Problem, Refusal

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:xaso:problem:{code}"
CODES = {
    400: "bad_request",
    401: "not_signed_in",
    403: "forbidden",
    404: "missing",
    405: "method",
    413: "too_big",
}
SENTENCES = {
    400: "Không đọc được yêu cầu này. Xem lại nội dung gửi lên có đúng JSON và đúng kiểu không.",
    401: "Cần đăng nhập hoặc gửi mã truy cập còn hạn trong đầu mục Authorization.",
    403: "Yêu cầu bị từ chối. Nếu dùng phiên đăng nhập, gửi kèm mã CSRF trong đầu mục X-CSRFToken.",
    404: "Không tìm thấy nội dung này. Kiểm tra lại đường dẫn hoặc mã số.",
    405: "Địa chỉ này không nhận cách gọi đó. Xem đầu mục Allow.",
    413: "Nội dung gửi lên lớn quá mức nhận. Chia nhỏ rồi gửi lại.",
}
TITLES = {
    400: "Yêu cầu không đọc được",
    401: "Chưa đăng nhập",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Sai cách gọi",
    409: "Không làm được lúc này",
    413: "Nội dung quá lớn",
    422: "Có chỗ chưa đúng",
    429: "Gọi quá nhiều lần",
    503: "Tạm thời chưa làm được",
}
WRONG_VALUES: Mapping[str, str] = {
    "missing": "Thiếu giá trị bắt buộc.",
    "extra_forbidden": "Không có ô này.",
    "json_invalid": "Nội dung không phải JSON đúng.",
    "string_too_long": "Dài quá {max_length} ký tự.",
    "string_too_short": "Ngắn hơn {min_length} ký tự.",
    "string_pattern_mismatch": "Chưa đúng dạng đã quy định.",
    "string_type": "Phải là chữ.",
    "int_parsing": "Phải là số nguyên.",
    "int_type": "Phải là số nguyên.",
    "greater_than_equal": "Nhỏ nhất là {ge}.",
    "less_than_equal": "Lớn nhất là {le}.",
    "value_error": "Ngày phải viết như 2026-11-24.",
    "date_from_datetime_parsing": "Không có ngày này trong lịch.",
    "date_parsing": "Không có ngày này trong lịch.",
    "enum": "Chỉ nhận: {expected}.",
    "literal_error": "Chỉ nhận: {expected}.",
    "too_long": "Nhiều nhất {max_length} mục.",
    "dict_type": "Phải là một đối tượng JSON.",
    "list_type": "Phải là một danh sách.",
    "uuid_parsing": "Phải là mã UUID.",
}
WRONG_VALUE = "Giá trị này không dùng được. Xem mô tả của ô."


class FieldProblem(Schema):
    """Một chỗ sai."""

    field: str = Field(description="ô có chỗ sai; phần của lời khai viết như answers.birth_date")
    sentence: str = Field(description="sai gì, sửa thế nào")


class ProblemOut(Schema):
    """Lời từ chối theo RFC 9457."""

    type: str = Field(description="loại, ổn định: urn:xaso:problem:<code>")
    title: str
    status: int
    detail: str = Field(description="một câu tiếng Việt: sai gì, làm gì tiếp")
    code: str
    hint: str | None = None
    problems: list[FieldProblem] = []
    request_id: str = Field(description="gửi kèm khi báo lỗi")


def answer(
    request: HttpRequest,
    status: int,
    *,
    code: str = "",
    detail: str = "",
    hint: str | None = None,
    problems: Sequence[Problem] = (),
) -> JsonResponse:
    """Return the problem as a response, never kept by caches."""
    name = code or CODES.get(status, "refused")
    body = {
        "type": TYPE.format(code=name),
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or SENTENCES.get(status, "Chưa làm được việc này."),
        "code": name,
        "hint": hint,
        "problems": [{"field": one.field, "sentence": one.sentence} for one in problems],
        "request_id": getattr(request, "request_id", ""),
    }
    response = JsonResponse(
        body, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )
    response["Cache-Control"] = "private, no-store"
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Bearer realm="xaso"'
    return response


def install(api: NinjaAPI) -> None:
    """Make every refusal of the interface a problem. What nobody foresaw stays a bug: logged, a plain 500."""
    api.add_exception_handler(Refusal, _refused)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(AuthenticationError, _not_signed_in)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(Http404, lambda request, _: answer(request, 404))
    api.add_exception_handler(RequestDataTooBig, lambda request, _: answer(request, 413))
    api.add_exception_handler(TooManyFilesSent, lambda request, _: answer(request, 413))
    api.add_exception_handler(MultiPartParserError, lambda request, _: answer(request, 400))


def _refused(request: HttpRequest, refusal: Refusal | type[Refusal]) -> JsonResponse:
    assert isinstance(refusal, Refusal)
    problems = refusal.problems if isinstance(refusal, Invalid) else []
    return answer(
        request,
        refusal.status,
        code=refusal.code,
        detail=refusal.sentence,
        hint=refusal.hint,
        problems=problems,
    )


def _not_signed_in(request: HttpRequest, _: AuthenticationError | type[AuthenticationError]) -> JsonResponse:
    return answer(request, 401)


def _http_error(request: HttpRequest, error: HttpError | type[HttpError]) -> JsonResponse:
    assert isinstance(error, HttpError)
    return answer(request, error.status_code)


def _invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> JsonResponse:
    assert isinstance(error, ValidationError)
    problems = [Problem(_field(one["loc"]), _sentence(one)) for one in error.errors]
    return answer(
        request,
        422,
        code="invalid",
        detail="Có chỗ chưa đúng. Sửa các ô được nêu rồi gửi lại.",
        problems=problems,
    )


def _field(place: Sequence[Any]) -> str:
    """The field's own name, without where ninja found it (query, body, header and the parameter's name)."""
    parts = [str(part) for part in place]
    inner = parts[2:] if parts[:1] in (["body"], ["form"]) and len(parts) > 2 else parts[1:]
    return ".".join(inner) or "body"


def _sentence(error: Mapping[str, Any]) -> str:
    words = WRONG_VALUES.get(str(error["type"]), WRONG_VALUE)
    try:
        return words.format(**(error.get("ctx") or {}))
    except KeyError:
        return WRONG_VALUE
