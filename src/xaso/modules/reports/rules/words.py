"""The words a template of reports may use, and what is wrong with one that uses others.

Basis: design (templates are edited by officers in Word, so every mistake is told in their words).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

VALUES: dict[str, str] = {
    "co_quan_tren": "Cơ quan cấp trên ghi ở đầu văn bản; trống khi thể thức không ghi",
    "co_quan": "Tên cơ quan ban hành",
    "co_quan_dau_trang": "Tên cơ quan ban hành, xuống dòng trước tên xã",
    "so_ky_hieu": "Dòng số, ký hiệu; để trống số cho đến khi ban hành",
    "ky_hieu": "Số và ký hiệu, không có chữ Số đứng trước",
    "dia_danh_ngay": "Địa danh và ngày tháng năm",
    "trich_yeu": "Trích yếu: báo cáo về việc gì, kỳ nào",
    "kinh_gui": "Nơi kính gửi; trống nếu không ghi",
    "ky": "Kỳ báo cáo bằng chữ",
    "tu_ngay": "Ngày đầu kỳ",
    "den_ngay": "Ngày cuối kỳ",
    "khoa_luc": "Ngày giờ khóa số liệu",
    "nguoi_khoa": "Người khóa số liệu",
    "can_cu": "Danh sách căn cứ, dùng trong vòng lặp",
    "nhom": "Các nhóm số liệu của phụ lục; mỗi nhóm có ten, dong",
    "thong_ke": "Các biểu thống kê; mỗi biểu có ten, dong",
    "chu_giai": "Danh sách chú giải số liệu; bắt buộc có trong mẫu",
    "noi_nhan": "Danh sách nơi nhận",
    "quyen_han": "Quyền hạn người ký: TM., KT. hoặc T/M",
    "chuc_vu": "Chức vụ người ký",
    "nguoi_ky": "Họ tên người ký",
    "don_vi_soan": "Đơn vị soạn thảo, cho dòng Lưu",
}
FUNCTIONS: dict[str, str] = {
    "so": 'Số liệu trong kỳ, kèm dấu chú giải: so("mã")',
    "luy_ke": "Số liệu lũy kế từ đầu năm báo cáo, kèm dấu chú giải",
    "phan_so": "Tử số trên mẫu số trong kỳ, ví dụ 35/40",
    "nguong": "Ngưỡng của năm theo kế hoạch",
    "danh_gia": "Đánh giá so với ngưỡng, bằng chữ",
    "ten_so": "Tên của số liệu",
    "phan": 'Lời văn của một đề mục: phan("ii-2")',
    "bang": 'Các dòng số liệu của một đề mục, dùng trong vòng lặp của bảng: bang("ii-2")',
    "bieu_do": "Biểu đồ một số liệu qua các kỳ đã khóa",
    "bieu_do_nhom": "Biểu đồ các tỷ lệ của một đề mục",
}
OF_FIGURES = frozenset({"so", "luy_ke", "phan_so", "nguong", "danh_gia", "ten_so", "bieu_do"})
OF_HEADINGS = frozenset({"phan", "bang", "bieu_do_nhom"})
MUST = ("chu_giai",)
LISTS = frozenset({"can_cu", "nhom", "thong_ke", "chu_giai", "noi_nhan"})
TAGS = "for, if, elif, else, endfor, endif, set"
MOST_IN_PARAGRAPH = 20_000
_OF_JINJA = frozenset({"loop"})
_LETTER = re.compile(r"(\{[{%])(?:tr|tc|p|r)(?= )")
_TAG = re.compile(r"\{[{%#](?:(?!\{[{%#]).)*?[}%#]\}", re.DOTALL)
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
_STRAY = re.compile(r"[}%]\}|\{[{%]")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a template: the words where it stands, and what to do."""

    near: str
    says: str


Unread = Callable[[nodes.Template], Iterable[tuple[int, str]]]
"""The line and the sentence of each thing in a template that will not be read when it is filled."""


def faults(
    paragraphs: Sequence[str], *, codes: Collection[str], headings: Collection[str], unread: Unread
) -> list[Fault]:
    """Return what is wrong with the tags in a template's paragraphs, in order; nothing when all fits.

    ``codes``: figures that can be named; ``headings``: headings of this kind of report. Basis: design.
    """
    long = [one for one in paragraphs if len(one) > MOST_IN_PARAGRAPH]
    if long:
        return [Fault(_cut(one), "Đoạn này quá dài. Tách thành nhiều đoạn.") for one in long]
    lines = [_LETTER.sub(r"\1", _straight(paragraph)) for paragraph in paragraphs]
    found = list(_stray(lines))
    if found:
        return found
    source = "\n".join(line.replace("\n", " ") for line in lines)
    try:
        tree = SandboxedEnvironment().parse(source)
    except TemplateSyntaxError as wrong:
        return [Fault(_near(lines, wrong.lineno), _says(wrong))]
    found = [Fault(_near(lines, line), says) for line, says in unread(tree)]
    found += [*_unknown(tree, lines), *_calls(tree, lines, codes, headings), *_uncalled(tree, lines)]
    return found + [
        Fault("", f"Mẫu thiếu {name}: {VALUES[name].lower()}.") for name in MUST if not _uses(tree, name)
    ]


def _straight(text: str) -> str:
    """Quotes inside tags as a program reads them: Word likes to bend them."""
    return _TAG.sub(lambda tag: tag[0].translate(_QUOTES), text)


def _stray(lines: Sequence[str]) -> Iterator[Fault]:
    for line in lines:
        rest = _TAG.sub("", line)
        if _STRAY.search(rest):
            yield Fault(_cut(line), "Thẻ thiếu dấu mở hoặc dấu đóng. Viết đủ {{ … }} hoặc {% … %}.")


def _says(wrong: TemplateSyntaxError) -> str:
    message = wrong.message or ""
    if "Unexpected end of template" in message or "unexpected end of template" in message.lower():
        return "Có thẻ {% for %} hoặc {% if %} chưa đóng. Thêm {% endfor %} hoặc {% endif %}."
    if "unknown tag" in message:
        name = message.split("'")[1] if "'" in message else ""
        return f"Không có thẻ “{name}”. Chỉ dùng {TAGS}; kiểm tra thẻ mở và thẻ đóng."
    return "Thẻ viết sai nên không đọc được. Kiểm tra dấu ngoặc, dấu nháy và tên."


def _uncalled(tree: nodes.Template, lines: Sequence[str]) -> Iterator[Fault]:
    """A function without its code, a list without its loop."""
    called = {id(call.node) for call in tree.find_all(nodes.Call)}
    for node in tree.find_all(nodes.Name):
        if node.name in FUNCTIONS and node.ctx == "load" and id(node) not in called:
            yield Fault(_near(lines, node.lineno), f'“{node.name}” cần một mã: {node.name}("mã").')
    for written in tree.find_all(nodes.Output):
        for one in written.nodes:
            if isinstance(one, nodes.Name) and one.name in LISTS:
                says = f"“{one.name}” là một danh sách. Viết {{% for d in {one.name} %}} … {{% endfor %}}."
                yield Fault(_near(lines, one.lineno), says)


def _unknown(tree: nodes.Template, lines: Sequence[str]) -> Iterator[Fault]:
    given = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    known = set(VALUES) | set(FUNCTIONS) | _OF_JINJA | given
    told: set[str] = set()
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in known | told:
            told.add(node.name)
            yield Fault(_near(lines, node.lineno), f"Không có tên “{node.name}”.{_perhaps(node.name, known)}")


def _calls(
    tree: nodes.Template, lines: Sequence[str], codes: Collection[str], headings: Collection[str]
) -> Iterator[Fault]:
    for call in tree.find_all(nodes.Call):
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        allowed = codes if name in OF_FIGURES else headings if name in OF_HEADINGS else None
        if allowed is None:
            continue
        given = call.args[0] if call.args else None
        if len(call.args) + len(call.kwargs) > 1:
            yield Fault(_near(lines, call.lineno), f"{name}(…) chỉ nhận một mã. Bỏ phần sau dấu phẩy.")
        if given is None:
            yield Fault(_near(lines, call.lineno), f"{name}(…) cần một mã trong dấu nháy.")
        elif isinstance(given, nodes.Const) and given.value not in allowed:
            what = "số liệu" if name in OF_FIGURES else "đề mục"
            says = f"Không có {what} mang mã “{given.value}”.{_perhaps(str(given.value), allowed)}"
            yield Fault(_near(lines, call.lineno), says)


def _uses(tree: nodes.Template, name: str) -> bool:
    return any(node.name == name for node in tree.find_all(nodes.Name))


def _perhaps(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
    return f" Có phải là “{close[0]}”?" if close else ""


def _near(lines: Sequence[str], number: int | None) -> str:
    return _cut(lines[number - 1]) if number and number <= len(lines) else ""


def _cut(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= 120 else f"{joined[:117].rstrip()}…"


_TOKEN = re.compile(r"\[(kỳ|lũy kế)\s*:\s*([^\[\]\s]{2,60})\]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure named inside words an office writes: ``[kỳ: mã]`` or ``[lũy kế: mã]``."""

    code: str
    is_cumulative: bool


def mentions(text: str) -> list[Mention]:
    """Return the figures named inside words, in order. Basis: design."""
    return [Mention(found[2], found[1] == "lũy kế") for found in _TOKEN.finditer(text)]


def pieces(text: str) -> list[str | Mention]:
    """Return words cut at the figures named inside them. Basis: design."""
    found: list[str | Mention] = []
    end = 0
    for token in _TOKEN.finditer(text):
        found += [text[end : token.start()], Mention(token[2], token[1] == "lũy kế")]
        end = token.end()
    found.append(text[end:])
    return [piece for piece in found if piece != ""]


def token_of(code: str, *, is_cumulative: bool = False) -> str:
    """Return how a figure is named inside words. Basis: design."""
    return f"[{'lũy kế' if is_cumulative else 'kỳ'}: {code}]"
