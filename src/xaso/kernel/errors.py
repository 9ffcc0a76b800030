"""Foreseen refusals: each carries a Vietnamese sentence fit to show as it is.

A refusal is an answer, not a bug: one middleware turns it into a page, the API into problem+json.
A concrete refusal is a subclass beside the service that raises it, with its own ``code``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field: ``field`` is the input's name, ``sentence`` what to do."""

    field: str
    sentence: str


class Refusal(Exception):  # noqa: N818 - an answer, not an error
    """A foreseen refusal. ``sentence`` says what is wrong and what to do; ``hint`` adds one more step.

    Called without a sentence it uses the class's ``default_sentence``.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    default_sentence: ClassVar[str] = "Chưa làm được việc này. Tải lại trang rồi thử lại."

    def __init__(self, sentence: str = "", *, field: str | None = None, hint: str | None = None) -> None:
        self.sentence = sentence or self.default_sentence
        self.field = field
        self.hint = hint
        super().__init__(self.sentence)


class Missing(Refusal):
    """There is no such thing, or the one who asks may not know that there is (404)."""

    code = "missing"
    status = 404
    default_sentence = "Không tìm thấy nội dung này. Kiểm tra lại đường dẫn hoặc mã số."


class Forbidden(Refusal):
    """The one who asks may see it but may not do this (403)."""

    code = "forbidden"
    status = 403
    default_sentence = "Tài khoản này không được làm việc đó. Hỏi người phụ trách nếu cần."


class Conflict(Refusal):
    """Someone else was first, or the state no longer allows it (409)."""

    code = "conflict"
    status = 409
    default_sentence = "Nội dung vừa được người khác thay đổi. Tải lại trang rồi làm tiếp."


class Invalid(Refusal):
    """What was entered cannot be taken (422). ``problems`` names every field at once.

    With ``field`` and no ``problems`` the sentence itself becomes the one problem.
    """

    code = "invalid"
    status = 422
    default_sentence = "Có chỗ chưa đúng. Sửa các ô được đánh dấu rồi gửi lại."

    def __init__(
        self,
        sentence: str = "",
        *,
        problems: Iterable[Problem] = (),
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(sentence, field=field, hint=hint)
        self.problems: list[Problem] = list(problems)
        if field is not None and not self.problems:
            self.problems = [Problem(field, self.sentence)]
