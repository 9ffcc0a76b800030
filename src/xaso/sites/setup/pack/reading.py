"""Reading JSON so that every value knows the line it stands on, and a broken file says where it breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any

Place = tuple[str | int, ...]

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
_STRINGS = JSONDecoder()
_WORDS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a pack: where, and a sentence that says what and what to do."""

    file: str
    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}, dòng {self.line}"
        return f"{where}, {self.field}: {self.sentence}" if self.field else f"{where}: {self.sentence}"


@dataclass
class Document:
    """A file's value, the line of each part of it, and what is already wrong with its writing."""

    file: str
    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, place: Place, sentence: str) -> Fault:
        """A fault at that place."""
        return Fault(self.file, self.line(place), written(place), sentence)


def written(place: Place) -> str:
    """``procedures[3].time.value``: a place the way people read it; records count from 1."""
    parts = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in place]
    return "".join(parts).removeprefix(".")


def read(path: Path, name: str = "") -> Document:
    """Read a JSON file; what cannot be read is in the document's faults and its value is None."""
    document = Document(name or path.name)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        document.faults.append(Fault(document.file, 1, "", "Thiếu tệp này trong gói dữ liệu."))
        return document
    except UnicodeDecodeError as wrong:
        line = path.read_bytes()[: wrong.start].count(b"\n") + 1
        document.faults.append(Fault(document.file, line, "", "Tệp không phải UTF-8. Lưu lại bằng UTF-8."))
        return document
    return parse(text, document)


def parse(text: str, document: Document) -> Document:
    """Fill the document from JSON text."""
    reader = _Reader(text, document)
    try:
        document.value = reader.whole()
    except JSONDecodeError as wrong:
        sentence = f"JSON hỏng ở cột {wrong.colno}: {_said(wrong.msg)}"
        document.faults.append(Fault(document.file, wrong.lineno, "", sentence))
        document.value = None
    except RecursionError:
        document.faults.append(Fault(document.file, 1, "", "JSON lồng quá nhiều lớp."))
    return document


class _Reader:
    """A JSON reader that keeps the line of every value; strings and numbers as Python's json reads them."""

    def __init__(self, text: str, document: Document) -> None:
        self.text = text
        self.document = document
        self.ends = [match.start() for match in re.finditer("\n", text)]

    def whole(self) -> Any:
        value, at = self._value(self._skip(1 if self.text.startswith("\ufeff") else 0), ())
        if self._skip(at) != len(self.text):
            raise JSONDecodeError("Extra data", self.text, self._skip(at))
        return value

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def _value(self, at: int, place: Place) -> tuple[Any, int]:
        self.document.lines.setdefault(place, bisect_right(self.ends, at - 1) + 1)
        match self.text[at : at + 1]:
            case "{":
                return self._object(at + 1, place)
            case "[":
                return self._list(at + 1, place)
            case '"':
                return self._string(at)
            case _:
                return self._plain(at)

    def _string(self, at: int) -> tuple[str, int]:
        text, end = _STRINGS.raw_decode(self.text, at)
        return str(text), end

    def _plain(self, at: int) -> tuple[Any, int]:
        for word, value in _WORDS.items():
            if self.text.startswith(word, at):
                return value, at + len(word)
        found = _NUMBER.match(self.text, at)
        if found is None:
            raise JSONDecodeError("Expecting value", self.text, at)
        is_whole = found[1] is None and found[2] is None
        return (int if is_whole else float)(found[0]), found.end()

    def _object(self, at: int, place: Place) -> tuple[dict[str, Any], int]:
        value: dict[str, Any] = {}
        for start in self._members(at, "}"):
            if self.text[start : start + 1] != '"':
                raise JSONDecodeError("Expecting property name", self.text, start)
            key, at = self._string(start)
            here = (*place, key)
            self.document.lines[here] = bisect_right(self.ends, start - 1) + 1
            if key in value:
                self.document.faults.append(
                    self.document.fault(here, "Tên này viết hai lần trong một bản ghi.")
                )
            at = self._skip(at)
            if self.text[at : at + 1] != ":":
                raise JSONDecodeError("Expecting ':'", self.text, at)
            value[key], self.at = self._value(self._skip(at + 1), here)
        return value, self.at

    def _list(self, at: int, place: Place) -> tuple[list[Any], int]:
        value: list[Any] = []
        for start in self._members(at, "]"):
            item, self.at = self._value(start, (*place, len(value)))
            value.append(item)
        return value, self.at

    def _members(self, at: int, closing: str) -> Iterator[int]:
        """Where each member starts; `self.at` is where the caller ended it, and afterwards the end of all."""
        at = self._skip(at)
        if self.text[at : at + 1] == closing:
            self.at = at + 1
            return
        while True:
            yield at
            at = self._skip(self.at)
            sign = self.text[at : at + 1]
            if sign == closing:
                self.at = at + 1
                return
            if sign != ",":
                raise JSONDecodeError("Expecting ',' delimiter", self.text, at)
            at = self._skip(at + 1)


_SAID = (
    ("Extra data", "thừa chữ sau phần kết thúc."),
    ("Expecting ','", "thiếu dấu phẩy giữa hai mục, hoặc thiếu dấu đóng ngoặc."),
    ("Expecting ':'", "thiếu dấu hai chấm sau tên."),
    ("Expecting property name", "cần một tên trong ngoặc kép (có thể thừa dấu phẩy phía trước)."),
    ("Expecting value", "cần một giá trị (có thể thừa dấu phẩy, hoặc chữ chưa có ngoặc kép)."),
    ("Unterminated string", "chữ trong ngoặc kép chưa đóng."),
    ("Invalid control character", "chữ trong ngoặc kép bị xuống dòng; viết \\n thay cho xuống dòng."),
    ("Invalid \\", "dấu gạch chéo ngược viết sai; viết \\\\ cho một dấu."),
)


def _said(message: str) -> str:
    """The message of Python's reader, in Vietnamese."""
    return next((said for start, said in _SAID if message.startswith(start)), message)
