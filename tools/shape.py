"""Checks the shape of the house: names and sizes of files, functions and templates, cards, patient browser tests."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "xaso"
FILE_STOPS_AT = 400
FUNCTION_STOPS_AT = 40
TEMPLATE_STOPS_AT = 150
ALLOWED = {
    "__init__", "lifecycle", "rules", "events", "models", "access", "queries", "measures", "services",
    "forms", "papers", "gateway", "pages", "api", "handlers", "jobs", "urls", "admin", "apps",
    "ports", "providers",  # an outside system behind a Protocol, and who answers for it (design, part 5)
    "reading",  # an outside document becomes plain records (ADR 6)
    "scoring",  # sets of criteria and the points facts earn in them (ADR 7)
    # folders that hold no code, or only Django's own
    "migrations", "jinja2", "templates", "paper_templates", "management",
}  # fmt: skip
REFUSED_ANYWHERE = {"utils", "helpers", "common", "managers", "misc", "tools"}


def bad_names() -> Iterator[str]:
    """Yield files and folders whose names the house does not have."""
    for module in sorted((SOURCE / "modules").iterdir()):
        if not module.is_dir() or module.name == "__pycache__":
            continue
        for part in module.iterdir():
            if part.name != "__pycache__" and part.stem not in ALLOWED:
                yield f"{part.relative_to(ROOT)}: not a name of the house (design, part 4)"
    for path in SOURCE.rglob("*"):
        if path.stem in REFUSED_ANYWHERE and path.name != "__pycache__":
            yield f"{path.relative_to(ROOT)}: say what it is for, not that it helps"


def long_files() -> Iterator[str]:
    """Yield Python files and templates that outgrew their limit."""
    for folder in (SOURCE, ROOT / "tests", ROOT / "tools", ROOT / "bench"):
        for path in folder.rglob("*.py"):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > FILE_STOPS_AT and "migrations" not in path.parts:
                yield f"{path.relative_to(ROOT)}: {lines} lines, a file stops at {FILE_STOPS_AT}"
    for path in SOURCE.rglob("*.html"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > TEMPLATE_STOPS_AT:
            yield f"{path.relative_to(ROOT)}: {lines} lines, a template stops at {TEMPLATE_STOPS_AT}"


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function, its docstring not counted: explaining is free."""
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


def long_functions() -> Iterator[str]:
    """Yield functions longer than they may be, and imports inside functions."""
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
            length = lines_of(node)
            if length > FUNCTION_STOPS_AT:
                yield f"{where} has {length} lines, a function stops at {FUNCTION_STOPS_AT}"
            inner = any(isinstance(each, ast.Import | ast.ImportFrom) for each in ast.walk(node))
            if path.name != "apps.py" and inner:
                yield f"{where} imports inside"


def missing_cards() -> Iterator[str]:
    """Yield modules whose card does not say purpose, words, face and neighbours."""
    for card in sorted((SOURCE / "modules").glob("*/__init__.py")):
        text = ast.get_docstring(ast.parse(card.read_text(encoding="utf-8"))) or ""
        for word in ("Purpose:", "Words:", "Face:", "Neighbours:"):
            if word not in text:
                yield f"{card.relative_to(ROOT)}: the card does not say {word}"


def default_orderings() -> Iterator[str]:
    """Yield models with a default ordering, and status fields changed by hand outside services."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name == "Meta":
                for line in node.body:
                    if isinstance(line, ast.Assign) and any(
                        getattr(t, "id", "") == "ordering" for t in line.targets
                    ):
                        yield f"{path.relative_to(ROOT)}:{line.lineno}: a default ordering"


def impatient_clicks() -> Iterator[str]:
    """Yield browser tests that click by themselves and may then read the page they were leaving."""
    for path in sorted((ROOT / "tests" / "e2e").glob("test_*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if ".click(" in line or (").is_visible()" in line and line.lstrip().startswith("assert")):
                yield f"{path.relative_to(ROOT)}:{number}: click with leave_by or touch, look with expect"


def main() -> int:
    """Print every breach; return 1 when there is one."""
    breaches = [
        *bad_names(),
        *long_files(),
        *long_functions(),
        *missing_cards(),
        *default_orderings(),
        *impatient_clicks(),
    ]
    print("\n".join(breaches) if breaches else "shape: as the house asks")
    return int(bool(breaches))


if __name__ == "__main__":
    sys.exit(main())
