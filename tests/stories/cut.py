"""Run by test_power_cut.py in processes of its own, on a database given by XASO_DATABASE.

`found`: the commune and its cast; prints a token for each of the people. `told`: what is in the database now.
"""

import json
import sys
from collections import Counter
from hashlib import sha256
from io import StringIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests import cast  # noqa: E402
from xaso.kernel.clock import SystemClock  # noqa: E402
from xaso.modules.dossiers.models import Dossier  # noqa: E402
from xaso.platform.identity.services.tokens import make_token  # noqa: E402
from xaso.platform.journal.models import Entry  # noqa: E402
from xaso.platform.notices.models import Notice  # noqa: E402


def found() -> list[str]:
    """A token that may file, of each of the people."""
    call_command("migrate", verbosity=0)
    cast.found_commune()
    now = SystemClock().now()
    people = [cast.person(role).user for role in cast.PEOPLE]
    return [make_token(user=user, days=1, scopes=("read", "file"), at=now) for user in people if user]


def told() -> dict[str, object]:
    """Every dossier with what belongs to it once the queue is empty, and what our checks say."""
    said("worker", once=True)
    entries = Counter(Entry.objects.values_list("subject", "event"))
    notices = Counter(Notice.objects.values_list("subject", flat=True))
    rows = Dossier.objects.prefetch_related("papers__file").order_by("pk")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        integrity = cursor.fetchone()[0]
        cursor.execute("PRAGMA foreign_key_check")
        orphans = cursor.fetchall()
    return {
        "journal": said("journal_verify"),
        "files": said("files_verify"),
        "integrity": integrity,
        "orphans": len(orphans),
        "dossiers": [
            {
                "code": row.code,
                "state": row.state,
                "answers": row.answers,
                "papers": [digest(paper.file) for paper in row.papers.all()],
                "filed": entries[(row.subject, "dossiers.filed")],
                "notices": notices[row.subject],
            }
            for row in rows
        ],
        "entries": sum(count for (_, event), count in entries.items() if event == "dossiers.filed"),
    }


def said(command: str, **options: bool) -> str:
    """What a command of ours writes."""
    words = StringIO()
    call_command(command, stdout=words, **options)
    return words.getvalue()


def digest(stored: object) -> str:
    """The hash of the bytes that lie on the disk."""
    with stored.content.open("rb") as content:  # type: ignore[attr-defined]
        return sha256(content.read()).hexdigest()


if __name__ == "__main__":
    json.dump({"found": found, "told": told}[sys.argv[1]](), sys.stdout)
