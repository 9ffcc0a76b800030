"""The code knows no commune, neither by name nor by code; only the pack's default folder is named."""

import ast
from collections.abc import Iterator
from pathlib import Path

from xaso.kernel.text import fold

SOURCE = Path(__file__).resolve().parents[2] / "src" / "xaso"
WORDS = ("lung phinh", "lungphinh", "lao cai", "02848", "suoi may")
ALLOWED = {("settings.py", "lungphinh")}


def spoken_texts(path: Path) -> Iterator[str]:
    """The texts of a Python file that a program or a person may meet: every one but docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_text_of_the_code_names_a_commune() -> None:
    found = {
        (path.name, word)
        for path in SOURCE.rglob("*.py")
        for text in spoken_texts(path)
        for word in WORDS
        if word in fold(text)
    }

    assert found <= ALLOWED


def test_no_template_names_a_commune() -> None:
    templates = [path for kind in ("*.html", "*.typ", "*.txt") for path in SOURCE.rglob(kind)]
    found = {
        (path.name, word)
        for path in templates
        for word in WORDS
        if word in fold(path.read_text(encoding="utf-8"))
    }

    assert templates
    assert found == set()
