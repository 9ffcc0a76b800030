"""Checks words: docstrings on what is public, a basis on rules and measures, no word of no product."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "xaso"
BASIS = re.compile(r"(NĐ|TT|QĐ|Luật|NQ|Bộ luật|BLDS|onestop\.md|targets\.md|documents\.md|766|design)")
NOT_OF_A_PRODUCT = re.compile(r"/wo[r]k/|/bash_jobs|files\.pythonhosted|registry\.npmjs")
DOCUMENTED = ("services", "queries", "rules", "measures", "access", "lifecycle", "events")


def _public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def undocumented() -> Iterator[str]:
    """Yield public functions of the documented files that have no docstring, and rules without a basis."""
    for path in sorted(SOURCE.rglob("*.py")):
        kind = path.stem if path.stem in DOCUMENTED else path.parent.name
        if kind not in DOCUMENTED or "reading" in path.parts:  # a plan's reader counts no records
            continue
        whole = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        for node in _public_functions(path):
            text = ast.get_docstring(node) or ""
            where = f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
            if not text:
                yield f"{where} has no docstring"
            elif kind in {"rules", "measures"} and not BASIS.search(text + whole + ast.unparse(node)[:600]):
                yield f"{where} names no basis"


def foreign_words() -> Iterator[str]:
    """Yield tracked lines with words that belong to no product."""
    names = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    for name in names:
        path = ROOT / name
        if (
            not name
            or not path.is_file()
            or path.suffix in {".png", ".woff2", ".ttf", ".pdf"}
            or name == "tools/words.py"
        ):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1):
            if NOT_OF_A_PRODUCT.search(line):
                yield f"{name}:{number}: {line.strip()[:100]}"


def main() -> int:
    """Print every breach; return 1 when there is one."""
    breaches = [*undocumented(), *foreign_words()]
    print("\n".join(breaches) if breaches else "words: as the house asks")
    return int(bool(breaches))


if __name__ == "__main__":
    sys.exit(main())
