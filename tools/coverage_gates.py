"""Holds the coverage gates: rules, lifecycles, access 100%; services, queries, measures 95%; all 90%."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

GATES = [
    ("rules, lifecycles, access", 100.0, ("/rules.py", "/rules/", "/lifecycle.py", "/access.py")),
    (
        "services, queries, measures",
        95.0,
        ("/services/", "/queries/", "/services.py", "/queries.py", "/measures.py"),
    ),
    ("everything", 90.0, ("",)),
]


def summary() -> dict[str, dict[str, int]]:
    """Return coverage's own totals by file."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([sys.executable, "-m", "coverage", "json", "-q", "-o", out.name], check=True)
        files = json.loads(Path(out.name).read_text(encoding="utf-8"))["files"]
    return {name: data["summary"] for name, data in files.items()}


def covered(rows: list[dict[str, int]]) -> float:
    """Return the percent of lines and branches covered."""
    whole = sum(row["num_statements"] + row["num_branches"] for row in rows)
    part = sum(row["covered_lines"] + row["covered_branches"] for row in rows)
    return 100.0 * part / whole if whole else 100.0


def in_modules(name: str) -> bool:
    """Return whether the file is of the business or the kernel, where the strict gates hold."""
    return "/modules/" in name or "/kernel/" in name


def main() -> int:
    """Print each gate; return 1 when one does not hold."""
    files = summary()
    failed = False
    for title, least, marks in GATES:
        chosen = {
            n: r for n, r in files.items() if any(m in n for m in marks) and (marks == ("",) or in_modules(n))
        }
        percent = covered(list(chosen.values()))
        print(
            f"{'ok ' if percent >= least else 'LOW'} {title}: {percent:.1f}% (gate {least:.0f}%, {len(chosen)} files)"
        )
        if percent < least:
            failed = True
            low = sorted((covered([r]), n) for n, r in chosen.items() if covered([r]) < least)
            for value, name in low[:15]:
                print(f"      {value:5.1f}% {name}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
