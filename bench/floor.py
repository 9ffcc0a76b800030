"""The floors: a bare WSGI page, and a page whose twenty rows come by raw SQL with one join. No framework."""

import json
import os
from collections.abc import Callable, Iterable
from typing import Any

from psycopg_pool import ConnectionPool

pool = (
    ConnectionPool(os.environ["XASO_DATABASE"], min_size=1, max_size=2, open=True)
    if "XASO_DATABASE" in os.environ
    else None
)

QUERY = """
SELECT d.code, d.state, d.due_at, d.received_at, v.name, p.full_name, u.short_name
FROM dossiers_dossier d
JOIN procedures_procedureversion v ON v.id = d.version_id
JOIN citizens_person p ON p.id = d.applicant_id
LEFT JOIN org_unit u ON u.id = d.unit_id
WHERE d.holder_id = %s AND d.state IN ('in_process', 'awaiting_approval', 'received')
ORDER BY d.due_at LIMIT 20
"""

Start = Callable[[str, list[tuple[str, str]]], Any]


def application(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Answer /bare with a word and /raw with twenty dossiers as HTML rows."""
    if environ["PATH_INFO"] == "/raw" and pool is not None:
        with pool.connection() as connection:
            rows = connection.execute(QUERY, [int(os.environ["BENCH_HOLDER"])]).fetchall()
        cells = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in rows)
        body, kind = f"<table>{cells}</table>".encode(), "text/html; charset=utf-8"
    else:
        body, kind = json.dumps({"ok": True}).encode(), "application/json"
    start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]
