"""Every template and macro is used, and every template named anywhere exists."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "xaso"
NAME = re.compile(r"[a-z_]+/[\w/.-]+\.html")


@dataclass
class Seen:
    """What templates and pages name."""

    templates: set[str] = field(default_factory=set)
    macros: set[tuple[str, str]] = field(default_factory=set)
    written: set[tuple[str, str]] = field(default_factory=set)


def environment() -> Environment:
    """The one the pages use."""
    found: Environment = engines["jinja2"].env  # type: ignore[attr-defined]
    return found


def template_files(folder: Path = SOURCE) -> dict[str, Path]:
    """Every template of ours by its name."""
    return {
        str(path.relative_to(base)): path
        for base in sorted(folder.rglob("jinja2"))
        for path in sorted(base.rglob("*.html"))
    }


def constants(node: nodes.Node) -> Iterator[str]:
    """The strings in an expression that names a template."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for const in node.find_all(nodes.Const):
        if isinstance(const.value, str):
            yield const.value


def read_template(name: str, text: str, seen: Seen) -> None:
    """Add what one template extends, includes, imports, defines and calls."""
    tree = environment().parse(text)
    spaces = dict(_named(tree, seen))
    for attribute in tree.find_all(nodes.Getattr):
        if isinstance(attribute.node, nodes.Name):
            seen.macros |= {(source, attribute.attr) for source in spaces.get(attribute.node.name, [])}
    seen.written |= {(name, macro.name) for macro in tree.find_all(nodes.Macro)}
    seen.macros |= {(name, called.name) for called in tree.find_all(nodes.Name) if called.ctx == "load"}


def _named(tree: nodes.Template, seen: Seen) -> Iterator[tuple[str, list[str]]]:
    """Add the templates it names and the macros it imports; yield each name a whole template goes by."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        sources = list(constants(node.template))  # type: ignore[attr-defined]
        seen.templates.update(sources)
        if isinstance(node, nodes.FromImport):
            names = [one if isinstance(one, str) else one[0] for one in node.names]
            seen.macros |= {(source, one) for source in sources for one in names}
        if isinstance(node, nodes.Import):
            yield node.target, sources


def strings(tree: ast.AST) -> Iterator[str]:
    """Every string of a Python file; of an f-string the pattern, with `{}` where something is put in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def read_pages(files: dict[str, Path], seen: Seen, folder: Path = SOURCE) -> None:
    """Add every template a Python file names, whole or by a pattern filled with a word of its own app."""
    words: dict[Path, set[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        words[path] = set(strings(ast.parse(path.read_text(encoding="utf-8"))))
    apps: dict[Path, set[str]] = {}
    for path, found in words.items():
        for above in path.parents:
            apps.setdefault(above, set()).update(found)
    for path, found in words.items():
        app = apps[path.parent.parent]
        seen.templates |= {one for one in found if NAME.fullmatch(one)}
        for pattern in (one for one in found if "{}" in one and "/" in one):
            shape = re.compile(re.escape(pattern).replace(r"\{\}", r"([\w.-]+)"))
            for name in files:
                match = shape.fullmatch(name)
                if match and set(match.groups()) <= app:
                    seen.templates.add(name)


@pytest.fixture(scope="module")
def files() -> dict[str, Path]:
    return template_files()


@pytest.fixture(scope="module")
def seen(files: dict[str, Path]) -> Seen:
    found = Seen()
    for name, path in files.items():
        read_template(name, path.read_text(encoding="utf-8"), found)
    read_pages(files, found)
    return found


def test_every_template_compiles_with_all_it_names(files: dict[str, Path], seen: Seen) -> None:
    assert len(files) > 60

    for name in sorted(set(files) | seen.templates):
        environment().get_template(name)


def test_no_template_lies_unused(files: dict[str, Path], seen: Seen) -> None:
    assert set(files) - seen.templates == set()


def test_no_macro_lies_unused(seen: Seen) -> None:
    assert seen.written - seen.macros == set()


def test_a_macro_nobody_calls_is_seen() -> None:
    found = Seen()

    read_template("a.html", "{% macro used() %}{% endmacro %}{% macro idle() %}{% endmacro %}", found)
    read_template("b.html", "{% from 'a.html' import used %}{{ used() }}", found)

    assert found.written - found.macros == {("a.html", "idle")}


def test_a_template_named_by_a_pattern_is_found_and_an_idle_one_is_not(tmp_path: Path) -> None:
    pages = tmp_path / "app" / "pages"
    pages.mkdir(parents=True)
    (pages / "x.py").write_text('KIND = "told"\n\ndef page(kind):\n    return f"app/{kind}.html"\n')
    found = Seen()

    read_pages({"app/told.html": pages, "app/idle.html": pages}, found, tmp_path)

    assert found.templates == {"app/told.html"}
