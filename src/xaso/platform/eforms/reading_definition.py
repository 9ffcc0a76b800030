"""Checks a form's JSON from top to bottom and gathers every problem, so that its author mends all at once."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from xaso.kernel.certainty import Certainty

from .expressions import TODAY, BrokenExpression, Expression, compile_expression, shows

FIELD_TYPES = frozenset(
    [
        "text",
        "textarea",
        "number",
        "date",
        "choice",
        "choices",
        "bool",
        "address",
        "person",
        "file",
        "ethnicity",
        "village",
    ]
)
PATTERNS = frozenset({"name", "id_number", "phone", "email"})
PREFILLS = frozenset(
    f"account.{name}"
    for name in [
        "full_name",
        "id_number",
        "date_of_birth",
        "phone",
        "email",
        "address",
        "gender",
        "ethnicity",
        "village",
    ]
)
_FORM_KEYS = frozenset({"code", "title", "valid_from", "valid_to", "basis", "certainty", "sections", "rules"})
_SECTION_KEYS = frozenset({"code", "title", "intro", "show_if", "fields"})
_FIELD_KEYS = frozenset(
    [
        "code",
        "type",
        "label",
        "hint",
        "required",
        "legal_term",
        "min",
        "max",
        "max_length",
        "decimals",
        "pattern",
        "options",
        "prefill",
        "show_if",
        "accept",
        "component",
        "meaning",
    ]
)
_RULE_KEYS = frozenset({"expr", "field", "message"})
_FORM_CODE = re.compile(r"[a-z][a-z0-9_-]{0,59}")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_MEANING = re.compile(r"[a-z][a-z0-9_.]{0,59}")
_MOST_CASES = 4096


class DefinitionReader:
    """Reads one definition; afterwards has ``problems`` (place, sentence), ``conditions`` and ``rules``."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.problems: list[tuple[str, str]] = []
        self.conditions: dict[str, Expression] = {}
        self.rules: dict[int, Expression] = {}
        self.types: dict[str, str] = {}
        self.meanings: set[str] = set()
        self.cases: dict[str, tuple[str, ...]] = {}

    def read(self) -> dict[str, Any]:
        """The data, filled up where a key may be left out."""
        if not isinstance(self.data, dict):
            self._say("", "Định nghĩa phải là một đối tượng JSON.")
            return {}
        self._keys("", self.data, _FORM_KEYS)
        self._head()
        sections = self._dicts("", "sections")
        if not sections:
            self._say("sections", "Biểu mẫu cần ít nhất một phần.")
        seen: set[str] = set()
        for section in sections:
            self._section(section, seen)
        for number, rule in enumerate(self._dicts("", "rules", optional=True)):
            self._rule(number, rule)
        return {"basis": "", **self.data, "rules": self.data.get("rules") or []}

    def _head(self) -> None:
        self._code("", self.data.get("code"), _FORM_CODE)
        self._text("title", self.data.get("title"))
        starts = self._day("valid_from", self.data.get("valid_from"))
        ends = self._day("valid_to", self.data.get("valid_to"), optional=True)
        if starts and ends and ends < starts:
            self._say("valid_to", "Ngày hết hiệu lực phải sau ngày có hiệu lực.")
        if self.data.get("certainty") not in {grade.value for grade in Certainty}:
            self._say("certainty", f"Độ chắc chắn phải là một trong {', '.join(Certainty)}.")

    def _section(self, section: dict[str, Any], seen: set[str]) -> None:
        code = section.get("code")
        place = str(code or "phần không mã")
        self._keys(place, section, _SECTION_KEYS)
        self._code(place, code)
        if code in seen:
            self._say(place, "Mã phần này đã dùng ở trên.")
        seen.add(place)
        self._text(place, section.get("title"))
        self._condition(place, section.get("show_if"))
        fields = self._dicts(place, "fields", section)
        if not fields:
            self._say(place, "Phần này chưa có ô nào.")
        for field in fields:
            self._field(place, field)

    def _field(self, section: str, field: dict[str, Any]) -> None:
        code = field.get("code")
        place = f"{section}.{code or 'ô không mã'}"
        self._keys(place, field, _FIELD_KEYS)
        self._code(place, code)
        if code in self.types:
            self._say(place, "Mã ô này đã dùng ở trên.")
        self._text(place, field.get("label"))
        kind = field.get("type")
        if kind not in FIELD_TYPES:
            self._say(place, f"Không có loại ô “{kind}”.")
        self._choices(place, field)
        self._bounds(place, field)
        self._one_of(place, "pattern", field.get("pattern"), PATTERNS)
        self._one_of(place, "prefill", field.get("prefill"), PREFILLS)
        self._meaning(place, field)
        self._condition(place, field.get("show_if"))
        if isinstance(code, str) and kind in FIELD_TYPES:
            self.types[code] = str(kind)

    def _meaning(self, place: str, field: dict[str, Any]) -> None:
        """One field a form for each meaning; a promise is given anew each time, so it has none."""
        said = field.get("meaning")
        if said is None:
            return
        if not isinstance(said, str) or not _MEANING.fullmatch(said):
            self._say(place, "Nghĩa chung (meaning) viết bằng chữ thường không dấu, số, dấu chấm, gạch dưới.")
        elif said in self.meanings:
            self._say(place, f"Nghĩa chung “{said}” đã dùng cho ô khác của tờ khai này.")
        elif field.get("type") == "bool" and field.get("required"):
            self._say(place, "Ô cam đoan phải đánh dấu ở từng tờ khai, không dùng chung được.")
        else:
            self.meanings.add(said)

    def _choices(self, place: str, field: dict[str, Any]) -> None:
        wants = field.get("type") in ("choice", "choices")
        options = field.get("options") or []
        if not wants:
            if options:
                self._say(place, "Chỉ ô chọn mới có danh sách lựa chọn.")
            if field.get("type") == "bool" and isinstance(field.get("code"), str):
                self.cases[field["code"]] = ()
            return
        values = [option.get("value") for option in options if isinstance(option, dict)]
        labels = [option.get("label") for option in options if isinstance(option, dict)]
        if not options or not all(isinstance(text, str) and text for text in values + labels):
            self._say(place, "Ô chọn cần danh sách lựa chọn, mỗi lựa chọn có mã (value) và nhãn (label).")
        elif len(set(values)) < len(options):
            self._say(place, "Có hai lựa chọn cùng giá trị.")
        elif field["type"] == "choice" and isinstance(field.get("code"), str):
            self.cases[field["code"]] = tuple(str(value) for value in values)

    def _bounds(self, place: str, field: dict[str, Any]) -> None:
        low, high = field.get("min"), field.get("max")
        for name, value in (("min", low), ("max", high), ("max_length", field.get("max_length"))):
            if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
                self._say(place, f"{name} phải là số.")
                return
        if (low is not None or high is not None) and field.get("type") != "number":
            self._say(place, "Chỉ ô số mới có min, max.")
        elif low is not None and high is not None and low > high:
            self._say(place, "Số nhỏ nhất (min) lớn hơn số lớn nhất (max).")
        if field.get("decimals") not in (None, 0, 1, 2, 3, 4):
            self._say(place, "decimals là số chữ số sau dấu phẩy, từ 0 đến 4.")
        if not isinstance(field.get("required", False), bool):
            self._say(place, "required phải là true hoặc false.")

    def _condition(self, place: str, source: Any) -> None:
        """A condition may look only at fields that stand before it: later ones have no answer yet."""
        if source is None:
            return
        expression = self._expression(place, source)
        if expression is None:
            return
        self.conditions[place] = expression
        if self._never(expression):
            self._say(place, f"Điều kiện hiện “{source}” không bao giờ đúng, nên không ai tới được.")

    def _rule(self, number: int, rule: dict[str, Any]) -> None:
        place = f"rules.{number + 1}"
        self._keys(place, rule, _RULE_KEYS)
        self._text(place, rule.get("message"))
        if rule.get("field") not in self.types:
            self._say(place, f"Không có ô nào tên “{rule.get('field')}”.")
        expression = self._expression(place, rule.get("expr"))
        if expression is not None:
            self.rules[number] = expression

    def _expression(self, place: str, source: Any) -> Expression | None:
        if not isinstance(source, str) or not source.strip():
            self._say(place, "Biểu thức phải là chữ.")
            return None
        try:
            expression = compile_expression(source, self.types)
        except BrokenExpression as broken:
            self._say(place, f"Biểu thức “{source}”: {broken}.")
            return None
        for name in sorted(expression.names):
            if self.types[name] == "file":
                self._say(place, f"Biểu thức “{source}” không được hỏi ô giấy tờ “{name}”.")
        self._compared_options(place, expression)
        return expression

    def _compared_options(self, place: str, expression: Expression) -> None:
        for node in ast.walk(expression.tree):
            if not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Name):
                continue
            options = self.cases.get(node.left.id)
            for other in node.comparators:
                for value in _texts(other):
                    if options and value not in options:
                        self._say(place, f"Ô “{node.left.id}” không có lựa chọn “{value}”.")

    def _never(self, expression: Expression) -> bool:
        """Whether no combination of choices makes it true; known only when it looks at choices alone."""
        names = sorted(expression.names)
        if any(name not in self.cases for name in names) or expression.mentions_today:
            return False
        cases: list[tuple[Any, ...]] = [(None, *(self.cases[name] or (True, False))) for name in names]
        size = 1
        for case in cases:
            size *= len(case)
        if size > _MOST_CASES:
            return False
        combined = (dict(zip(names, case, strict=True)) for case in itertools.product(*cases))
        return not any(shows(expression, values) for values in combined)

    def _say(self, place: str, sentence: str) -> None:
        self.problems.append((place or "form", sentence))

    def _keys(self, place: str, data: Mapping[str, Any], known: frozenset[str]) -> None:
        for key in sorted(set(data) - known):
            self._say(place, f"Không có thuộc tính “{key}”.")

    def _code(self, place: str, code: Any, shape: re.Pattern[str] = _CODE) -> None:
        if not isinstance(code, str) or not shape.fullmatch(code) or code in (TODAY, "form"):
            self._say(place, "Mã phải là chữ thường không dấu, số và dấu gạch dưới, bắt đầu bằng chữ.")

    def _text(self, place: str, text: Any) -> None:
        if not isinstance(text, str) or not text.strip():
            self._say(place, "Thiếu tiêu đề, nhãn hoặc câu báo.")

    def _one_of(self, place: str, key: str, value: Any, known: frozenset[str]) -> None:
        if value is not None and value not in known:
            self._say(place, f"{key} “{value}” không có; chỉ dùng {', '.join(sorted(known))}.")

    def _day(self, place: str, text: Any, *, optional: bool = False) -> date | None:
        if text is None and optional:
            return None
        try:
            return date.fromisoformat(text)
        except (TypeError, ValueError):
            self._say(place, "Ngày viết như 2025-07-01.")
            return None

    def _dicts(
        self, place: str, key: str, data: Mapping[str, Any] | None = None, *, optional: bool = False
    ) -> list[dict[str, Any]]:
        value = (self.data if data is None else data).get(key)
        if value is None and optional:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._say(place, f"“{key}” phải là một danh sách đối tượng.")
            return []
        return value


def _texts(node: ast.expr) -> list[str]:
    inside = node.elts if isinstance(node, (ast.Tuple, ast.List)) else [node]
    return [item.value for item in inside if isinstance(item, ast.Constant) and isinstance(item.value, str)]
