"""The board over five full years of dossiers, and rebuilding its figures from nothing; each with a floor.

Usage: python -m bench.five_years. Needs the database that `python -m bench.million ROWS 2022-01-01 2026-12-30` filled.
The plan is stretched to begin in the first of the years and today taken as the last day of the last. Wall time
is read beside processor seconds (ours and PostgreSQL's), for the machine may be shared. The floor is one raw
statement that counts the dossiers by day, as one measure asks it.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection  # noqa: E402

from xaso.modules.indicators import queries as indicators  # noqa: E402
from xaso.modules.indicators.services import counting  # noqa: E402
from xaso.platform.measuring.registry import registry  # noqa: E402

FIRST, LAST = 2022, 2026
AT = datetime(LAST, 12, 31, 9, 0, tzinfo=UTC)
TIMES = 3
TICK = os.sysconf("SC_CLK_TCK")
FLOOR = """
SELECT date_trunc('day', received_at AT TIME ZONE 'Asia/Ho_Chi_Minh'), count(*), count(*) FILTER (WHERE channel = '2')
FROM dossiers_dossier WHERE received_at >= %s AND received_at < %s GROUP BY 1
"""


def database_seconds() -> float:
    """Processor seconds PostgreSQL has used so far, all its processes, ended ones too."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        folder = cursor.fetchone()[0]
    root = Path(folder, "postmaster.pid").read_text(encoding="utf-8").split()[0]
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text(encoding="utf-8").rpartition(") ")
        except OSError:
            continue
        fields = rest.split()
        if name.split(" ")[0] == root:
            ticks += sum(map(int, fields[11:15]))
        elif fields[1] == root:
            ticks += sum(map(int, fields[11:13]))
    return ticks / TICK


def measured(act: Callable[[], Any]) -> dict[str, float]:
    """Return the best of three by wall time: seconds, and processor seconds of both sides."""
    runs = []
    for _ in range(TIMES):
        wall, ours, theirs = time.perf_counter(), time.process_time(), database_seconds()
        act()
        runs.append((time.perf_counter() - wall, time.process_time() - ours, database_seconds() - theirs))
    best = min(runs)
    names = ("wall_s", "python_cpu_s", "database_cpu_s")
    return {name: round(value, 3) for name, value in zip(names, best, strict=True)}


def words(row: dict[str, float]) -> str:
    """Return the times of one thing in a line."""
    return ", ".join(f"{name} {value}" for name, value in row.items())


def rebuild() -> None:
    """Count every month of the five years from nothing."""
    apps.get_model("indicators", "MonthlyFigure").objects.all().delete()
    counting.rebuild(at=AT)


def boards() -> None:
    """The whole board, year after year."""
    for year in range(FIRST, LAST + 1):
        indicators.board(year, at=AT)


def floor() -> None:
    """One pass over the dossiers by raw SQL."""
    with connection.cursor() as cursor:
        cursor.execute(FLOOR, [datetime(FIRST, 1, 1, tzinfo=UTC), AT])
        cursor.fetchall()


def by_measure() -> dict[str, float]:
    """Seconds each measure takes alone, the slowest ten."""
    slots = [row.slot for row in apps.get_model("indicators", "MonthlyFigure").objects.filter(month__gt=0)]
    spent = {}
    for measure in registry.all():
        start = time.perf_counter()
        counting.refresh([measure], set(slots), at=AT)
        spent[measure.code] = round(time.perf_counter() - start, 3)
    return dict(sorted(spent.items(), key=lambda pair: -pair[1])[:10])


def main() -> None:
    """Print one JSON object."""
    apps.get_model("plan", "Plan").objects.update(year_from=FIRST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), min(received_at), max(received_at) FROM dossiers_dossier")
        rows, first, last = cursor.fetchone()
    found = {
        "rows": rows,
        "from": f"{first:%Y-%m-%d}",
        "to": f"{last:%Y-%m-%d}",
        "measures": len(registry.all()),
        "rebuild": measured(rebuild),
        "months": apps.get_model("indicators", "MonthlyFigure").objects.count(),
        "five boards": measured(boards),
        "one board": measured(lambda: indicators.board(LAST, at=AT)),
        "slowest measures, s": by_measure(),
        "floor": {"one raw count by day": words(measured(floor))},
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
