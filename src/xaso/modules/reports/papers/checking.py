"""Look a template over before it is taken: its tags, its form, and a trial making of the whole paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import docx
from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError, UndefinedError, nodes

from xaso.kernel.money import grouped
from xaso.modules.indicators.queries import ClosedPeriod
from xaso.platform.papers.filling import TemplateBroken
from xaso.platform.papers.guarding import (
    FILTERS,
    MOST_ROUNDS,
    MOST_SECONDS,
    TESTS,
    Limit,
    NotRead,
    NotWritten,
    TooMuch,
    Unfit,
    What,
    unfit,
)  # fmt: skip
from xaso.platform.papers.services import BrokenPaper
from xaso.platform.papers.wordpdf.laying import pdf_of
from xaso.platform.papers.wordpdf.reading import UnreadableWord, read_word

from ..rules import form
from ..rules.words import FUNCTIONS, TAGS, Fault, faults
from .context import Paper
from .making import title_of, write_word


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found: faults keep the template out, warnings do not; ``pdf`` is the trial paper."""

    faults: tuple[Fault, ...]
    warnings: tuple[str, ...] = ()
    pdf: bytes = b""


def look_over(template: bytes, *, paper: Paper, period: ClosedPeriod, at: datetime) -> Looked:
    """Return what is wrong with a template; when nothing is, the trial paper made with it."""
    try:
        paragraphs = list(_paragraphs(template))
        document = read_word(template)
    except UnreadableWord:
        return Looked((Fault("", "Không mở được tệp Word này. Mở bằng Word, lưu lại thành .docx rồi gửi."),))
    codes = {line.code for line in period.lines}
    found = faults(paragraphs, codes=codes, headings=paper.headings, unread=unread)
    if found:
        return Looked(tuple(found))
    sheet = document.sheets[0]
    warnings = [
        f"Mẫu có {what}: bản Word giữ nguyên, bản PDF không có phần này." for what in document.left_out
    ]
    warnings += form.page_faults(
        paper.profile, size=(sheet.width, sheet.height), margins=sheet.margins, typeface=_typeface(template)
    )
    try:
        word, _ = write_word(paper, period, template)
        pdf = pdf_of(word, at=at, title=title_of(paper, period))
    except TemplateBroken as broken:
        return Looked((Fault(broken.near, _says(broken.problem)),), tuple(warnings))
    except (BrokenPaper, UnreadableWord):
        says = "Điền thử được nhưng không dựng được bản PDF. Bỏ bớt định dạng lạ trong mẫu rồi gửi lại."
        return Looked((Fault("", says),), tuple(warnings))
    return Looked((), tuple(warnings), pdf)


def _paragraphs(template: bytes) -> Iterator[str]:
    """The words of every paragraph: of the body with its tables, of headers and footers."""
    try:
        opened: Any = docx.Document(io.BytesIO(template))
    except Exception as problem:
        raise UnreadableWord(str(problem)) from problem
    roots = [opened.element.body]
    for section in opened.sections:
        roots += [band._element for band in (section.header, section.first_page_header, section.footer)]
    for root in roots:
        for paragraph in root.iter(qn("w:p")):
            words = "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            if words.strip():
                yield words


def _typeface(template: bytes) -> str:
    opened: Any = docx.Document(io.BytesIO(template))
    return str(opened.styles["Normal"].font.name or "")


def unread(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """The line and the sentence of each thing in a template that is not read when it is filled."""
    for one in unfit(tree):
        yield one.line, _says_unfit(one)


def _says_unfit(one: Unfit) -> str:
    return _UNFIT[one.what].format(name=one.name)


_UNFIT = {
    What.STATEMENT: f"Không dùng được thẻ “{{name}}”. Chỉ dùng {TAGS}.",
    What.FILTER: "Không có bộ lọc “{name}” (chữ sau dấu |). Dùng được: "
    + ", ".join(sorted(name for name in FILTERS if len(name) > 1)) + ".",
    What.TEST: "Không có phép thử “{name}” (chữ sau is). Dùng được: "
    + ", ".join(sorted(name for name in TESTS if name.isalpha())) + ".",
    What.CALL: f"Không gọi được “{{name}}(…)”. Chỉ gọi: {', '.join(FUNCTIONS)}.",
    What.SIGN: "Không dùng được “{name}” trong thẻ. Bỏ đi; phần mềm đã tính sẵn số.",
}  # fmt: skip


def _says(problem: Exception) -> str:
    """What went wrong in the trial, in an officer's words."""
    match problem:
        case TooMuch(limit=limit):
            return _TOO_MUCH[limit]
        case NotRead(unfit=one):
            return _says_unfit(one)
        case UndefinedError():
            name = str(problem).rpartition("'")[0].rpartition("'")[2]
            return f"Điền thử thì thấy tên “{name}” không có ở chỗ này. Xem lại danh sách tên dùng được."
        case _:
            return next(says for kind, says in _WRONG if isinstance(problem, kind))


_WRONG: tuple[tuple[type[Exception], str], ...] = (
    (
        NotWritten,
        "Điền thử thì thấy một thẻ viết thẳng cả danh sách. Dùng vòng lặp {% for … %} rồi viết từng phần.",
    ),
    (
        TemplateSyntaxError,
        "Điền thử thì thấy thẻ đặt sai chỗ. Thẻ {%tr … %} chỉ dùng trong bảng, mỗi thẻ một dòng; "
        "thẻ {%p … %} đứng riêng một đoạn; thẻ đóng cùng kiểu với thẻ mở.",
    ),
    (ArithmeticError, "Điền thử không được: có phép tính không làm được, như chia cho 0. Bỏ phép tính."),
    (Exception, "Điền thử không được: một thẻ dùng sai kiểu giá trị, như cộng chữ với số. Bỏ phép tính."),
)
_TOO_MUCH = {
    Limit.ROUNDS: f"Mẫu lặp quá {grouped(MOST_ROUNDS)} lần nên đã dừng. Bỏ vòng lặp nằm trong vòng lặp khác.",
    Limit.SECONDS: f"Dựng thử quá {MOST_SECONDS:.0f} giây nên đã dừng. Bỏ bớt vòng lặp và biểu đồ.",
    Limit.WRITTEN: "Văn bản dựng ra dài quá mức nên đã dừng. Bỏ vòng lặp viết lại cùng một nội dung.",
    Limit.VALUE: "Một thẻ ghép ra chuỗi hoặc số lớn quá mức nên đã dừng. Bỏ phép ghép, phép tính đó.",
}
