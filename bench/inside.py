"""What is measured in one process, best and p95 over many runs: filing, search, the board, a receipt; each with a floor."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import django

django.setup()

import typst  # noqa: E402
from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from xaso.kernel.clock import SystemClock, local_date  # noqa: E402
from xaso.modules.dossiers import papers  # noqa: E402
from xaso.modules.dossiers.services import filing, intake  # noqa: E402
from xaso.modules.indicators import queries as indicators  # noqa: E402
from xaso.modules.indicators.queries import closings  # noqa: E402
from xaso.modules.indicators.rules.windows import WindowKind, window_of  # noqa: E402
from xaso.modules.indicators.services import closing, counting, proving  # noqa: E402
from xaso.modules.procedures import queries as procedures  # noqa: E402
from xaso.modules.reports.papers import making  # noqa: E402
from xaso.modules.reports.services import composing, templates  # noqa: E402
from xaso.platform.identity import sessions  # noqa: E402

SEARCHES = [
    "khai sinh",
    "giay to nha dat",
    "dang ky ket hon",
    "mo quan an",
    "tien tro cap nguoi gia",
    "xac nhan doc than",
]

ANSWERS = {
    "applicant_name": "Người Thử", "applicant_id": "010000000001", "applicant_phone": "0900000001",
    "applicant_address": {"province": "15", "commune": "02848", "village": "", "detail": "Nhà số 1"},
    "on_behalf": "self", "request": "Đề nghị giải quyết việc này để đo tốc độ.", "truthful": True,
}  # fmt: skip


def timed(act: Callable[[int], Any], times: int) -> dict[str, float]:
    """Return median and p95 of an act, in milliseconds."""
    spent = []
    for number in range(times):
        start = time.perf_counter()
        act(number)
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    return {
        "p50_ms": round(spent[len(spent) // 2], 2),
        "p95_ms": round(spent[int(len(spent) * 0.95)], 2),
        "n": times,
    }


def one_insert(number: int) -> None:
    """The floor of a filing: one row, one commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (word) VALUES (%s)", [f"dòng {number}"])


def board_times(at: Any) -> dict[str, Any]:
    """Time the board from nothing, then again."""
    apps.get_model("indicators", "MonthlyFigure").objects.all().delete()
    start = time.perf_counter()
    counting.rebuild(at=at)
    indicators.board(at.year, at=at)
    nothing = time.perf_counter() - start
    start = time.perf_counter()
    indicators.board(at.year, at=at)
    one = time.perf_counter() - start
    start = time.perf_counter()
    for year in range(at.year - 4, at.year + 1):
        indicators.board(year, at=at)
    five = time.perf_counter() - start
    return {
        "from_nothing_s": round(nothing, 3),
        "afterwards_s": round(one, 3),
        "five_years_s": round(five, 3),
    }


def closing_times(at: Any) -> dict[str, Any]:
    """Time closing a quarter with the year so far, and proving it; what an earlier round closed is left."""
    window = window_of(local_date(at) - timedelta(days=92), WindowKind.QUARTER)
    officer = (
        apps.get_model("org", "Officer")
        .objects.filter(user__grants__role="plan_owner")
        .order_by("id")
        .first()
    )
    if apps.get_model("indicators", "Closing").objects.filter(window=window.code).exists():
        window = window_of(window.period.start - timedelta(days=1), WindowKind.QUARTER)
    start = time.perf_counter()
    closed = closing.close(window=window, by=officer, at=at)
    spent = time.perf_counter() - start
    start = time.perf_counter()
    proof = proving.prove(window=window, by=officer, at=at)
    return {
        "close_s": round(spent, 2),
        "prove_s": round(time.perf_counter() - start, 2),
        "figures": closed.figures.count(),
        "records": proof.records,
    }


def report_times(at: Any) -> dict[str, Any]:
    """Time the papers of a quarter's report: Word, PDF, Excel; at most 5 s are asked for."""
    period = next(
        one
        for one in map(indicators.closed, reversed(closings.closed_codes()))
        if one and one.window.kind == WindowKind.QUARTER
    )
    paper = composing.sample_paper("cchc-quy", "state", period.window.year)
    texts = {
        heading: "\n".join(
            f"- Chỉ tiêu {code}: [kỳ: {code}], [lũy kế: {code}]." for code in paper.codes_of[heading]
        )
        for heading in paper.headings
    }
    paper = replace(paper, texts=texts)
    template = templates.template_of("cchc-quy", "state")[1]
    made = making.make(paper, period, template, at=at, tell=lambda percent, stage: None)
    times = timed(lambda _: making.make(paper, period, template, at=at, tell=lambda percent, stage: None), 5)
    return {**times, "figures": len(made.shown), "pdf_bytes": len(made.pdf)}


def counter_times(receiver: Any, code: str, run: str) -> dict[str, float]:
    """Time 200 intakes at the counter, whole requests from the form sent to the answer; 300 ms are allowed."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    user = receiver.user
    type(user).objects.filter(pk=user.pk).update(must_change_password=False)
    client = Client()
    client.force_login(type(user).objects.get(pk=user.pk))
    session = client.session
    sessions.mark_proven(session, at=SystemClock().now())
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    def take_in(number: int) -> None:
        sent = {
            "q-key": f"{run}-quay-{number}", "q-new": "1", "p-for": "new", "p-full_name": "Người Thử Quầy",
            "p-id_number": f"0150{int(run[-6:]) % 10**5:05d}{number:03d}", "q-procedure": code, "g-for": code,
            "g-all_required": "on", "g-accept_lack": "on", "q-channel": "1", "viec": "tiep-nhan",
        }  # fmt: skip
        answer = client.post("/ban-lam-viec/tiep-nhan/", sent)
        if answer.status_code != 302:
            raise RuntimeError(f"not taken in: {answer.status_code}")

    take_in(999)
    return timed(take_in, 200)


def main() -> None:
    """Print one JSON object."""
    at = SystemClock().now()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, word text)")
        cursor.execute("SELECT count(*) FROM dossiers_dossier")
        rows = cursor.fetchone()[0]
    version = (
        apps.get_model("procedures", "ProcedureVersion")
        .objects.filter(form_code="generic", procedure__filing_place="here", procedure__is_hidden=False)
        .exclude(time_unit="")
        .select_related("procedure")
        .order_by("id")[0]
    )
    form = procedures.form_definition(version, local_date(at))
    person = apps.get_model("citizens", "Person").objects.order_by("id").first()
    receiver = (
        apps.get_model("org", "Officer").objects.filter(user__grants__role="receiver").order_by("id").first()
    )
    run = f"{at:%H%M%S%f}"

    def file_one(number: int) -> Any:
        return filing.file_answers(
            person=person, version=version, form=form, answers=ANSWERS, files={}, channel="2",
            filing_key=f"{run}-{number}", by=person, at=at + timedelta(milliseconds=number),
        )  # fmt: skip

    filed = [file_one(1000)]
    received = intake.accept(dossier=filed[0], by=receiver, at=at, seen=filed[0].revision)
    print(
        json.dumps({
            "rows": rows,
            "filing": timed(file_one, 200),
            "filing floor: one insert": timed(one_insert, 200),
            "counter intake": counter_times(receiver, version.procedure.code, run),
            "search": timed(lambda n: procedures.find(SEARCHES[n % len(SEARCHES)], 20), 120),
            "receipt PDF": timed(lambda _: papers.receipt_pdf(received or filed[0]), 30),
            "receipt floor: empty typst page": timed(lambda _: typst.compile(b"#set page(paper: \"a4\")\n.", format="pdf"), 30),
            "board": board_times(at),
            "closing a quarter": closing_times(at),
            "report of a quarter": report_times(at),
        })
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
