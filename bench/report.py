"""Writes what was measured as JSON and as a page to read."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def write(results: dict[str, Any], small: int, large: int) -> None:
    """Write bench/results.json and bench/RESULTS.md."""
    (HERE / "results.json").write_text(
        json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (HERE / "RESULTS.md").write_text("\n".join(lines(results, small, large)) + "\n", encoding="utf-8")


def lines(results: dict[str, Any], small: int, large: int) -> list[str]:
    """Return the page's lines."""
    few, many = results[str(small)], results[str(large)]
    out = [
        "# What it costs", "",
        f"Machine: {results['machine']}, PostgreSQL with fsync on, granian with two workers, wrk on the same cores, so read",
        "ratios rather than absolutes. Percentiles in milliseconds.", "",
        "## Pages", "",
        f"| page, users | {small:,} p50 | p95 | req/s | {large:,} p50 | p95 | req/s | p95 many / few |", "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name, row in many["pages"].items():
        if isinstance(row, dict):
            less = few["pages"][name]
            out.append(
                f"| {name} | {less['p50']} | {less['p95']} | {less['rps']} | {row['p50']} | {row['p95']} | {row['rps']} "
                f"| {row['p95'] / less['p95']:.2f} |"
            )
    floor, ours = (
        many["pages"]["floor: raw SQL page, 16"]["p95"],
        many["pages"]["officers' list, all, 16"]["p95"],
    )
    out += [
        "",
        f"Officers' list over the raw SQL page at 16 users, p95: {ours / floor:.1f}x.",
        "",
        "## One at a time",
        "",
    ]
    out += [f"| what | {small:,} | {large:,} |", "|---|---|---|"]
    for name, row in many["inside"].items():
        if isinstance(row, dict):
            out.append(f"| {name} | {words(few['inside'][name])} | {words(row)} |")
    for name, value in many["pages"].items():
        if not isinstance(value, dict):
            out.append(f"| {name} | {few['pages'][name]} | {value} |")
    out += [line for key in ALONE if key in results for line in alone(key, results[key])]
    out += ["", "## Bytes on the wire (Brotli)", ""]
    out += [f"- {name}: {value:,}" for name, value in results["bytes on the wire"].items()]
    return out


ALONE = {
    "five years": ("The board over five full years (1 s) and its rebuild from nothing (10 s)", "floor"),
    "statement": ("A bank statement (at most 10 s to be matched)", "floor"),
    "recognition": ("Scans read to searchable PDF/A (one core)", "floor, Tesseract alone"),
}
"""What is measured by itself: its title, and how its floor is called."""


def alone(key: str, found: dict[str, Any]) -> list[str]:
    """Return the section of one measurement that stands by itself."""
    title, floor_name = ALONE[key]
    told = [
        f"- {name}: {words(value) if isinstance(value, dict) else value}"
        for name, value in found.items()
        if name != "floor"
    ]
    return ["", f"## {title}", "", *told, f"- {floor_name}: {words(found.get('floor', {}))}"]


def words(row: dict[str, Any]) -> str:
    """Return a small row of figures as words."""
    return ", ".join(f"{key} {value}" for key, value in row.items() if key != "n")
