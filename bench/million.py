"""Fills PostgreSQL with dossiers by COPY: rows of the real tables, of the real catalogue, spread over five years.

Usage: python -m bench.million ROWS [FIRST_DAY LAST_DAY]. Needs a migrated database with the commune pack loaded.
Deterministic.
"""

import json
import random
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import django
from django.db import connection, models

django.setup()

from django.apps import apps  # noqa: E402

SEED = 20261124
SPAN = (date(2021, 12, 1), date(2026, 11, 20))
PEOPLE_PER_DOSSIER = 0.25
STATES_OPEN = ["filed", "received", "in_process", "in_process", "awaiting_supplement", "awaiting_approval"]


def columns(model: type[models.Model]) -> list[models.Field]:
    """Return the concrete fields of a table in order."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def plain(field: models.Field, value: Any) -> Any:
    """Return the value as COPY text wants it."""
    if value is not None and isinstance(field, models.JSONField):
        return json.dumps(value)
    return value


def copy(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    """COPY rows, given by attribute name, filling what is not given with the field's default. Return how many."""
    fields = columns(model)
    names = ", ".join(f'"{field.column}"' for field in fields)
    count = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as sink,
    ):
        for row in rows:
            sink.write_row(
                [plain(f, row[f.attname] if f.attname in row else f.get_default()) for f in fields]
            )
            count += 1
    return count


def people(count: int, villages: list[int]) -> Iterator[dict[str, Any]]:
    """Yield invented people."""
    pick = random.Random(SEED)
    born = date(1950, 1, 1)
    for number in range(1, count + 1):
        name = f"Người Thử {number}"
        yield {
            "id": number, "full_name": name, "folded_name": f"nguoi thu {number}", "id_number": f"010{number:09d}",
            "date_of_birth": born + timedelta(days=pick.randrange(20000)), "gender": pick.choice(["female", "male"]),
            "phone": f"09{number:08d}", "village_id": pick.choice(villages),
            "created_at": datetime(2021, 12, 1, tzinfo=UTC),
        }  # fmt: skip


def moment(pick: random.Random, day: date) -> datetime:
    """Return a working moment of the day."""
    return datetime(day.year, day.month, day.day, pick.randrange(1, 10), pick.randrange(60), tzinfo=UTC)


def dossiers(count: int, facts: dict[str, Any], over: tuple[date, date]) -> Iterator[dict[str, Any]]:
    """Yield dossiers: the newest 2% open, the rest returned, one in twelve late, one in nine supplemented."""
    pick = random.Random(SEED + 1)
    days = (over[1] - over[0]).days
    for number in range(1, count + 1):
        place = number / count
        day = over[0] + timedelta(days=int(days * place))
        received = moment(pick, day)
        is_open = place > 0.98
        is_late = pick.random() < 0.08
        span = pick.randrange(1, 20)
        due = received + timedelta(days=span)
        finished = None if is_open else due + timedelta(hours=-30 if not is_late else 40)
        state = pick.choice(STATES_OPEN) if is_open else "returned"
        version, field, form, step, unit = pick.choice(facts["versions"])
        person = pick.randrange(1, facts["people"] + 1)
        code = f"H38.LP-{day:%y%m%d}-{number:07d}"
        holder = pick.choice(facts["officers"]) if is_open and state != "filed" else None
        paper = pick.random() < 0.15
        yield {
            "id": number, "code": code, "version_id": version, "field_id": field, "form_id": form, "answers": {},
            "applicant_id": person, "submitter_id": person, "village_id": pick.choice(facts["villages"]),
            "folded": f"{code.lower()} nguoi thu {person}", "channel": "2" if pick.random() < 0.55 else "1",
            "entry": "system", "state": state, "filed_at": received, "received_at": None if state == "filed" else received,
            "due_at": None if state == "filed" else due, "due_lines": [], "finished_at": finished,
            "returned_at": finished + timedelta(hours=5) if finished else None,
            "is_late": None if is_open else is_late, "unit_id": unit, "holder_id": holder,
            "step_id": step if is_open and state != "filed" else None, "receiver_id": facts["officers"][0],
            "supplement_count": int(pick.random() < 0.11), "handover_count": 3, "paper_handover_count": int(paper),
            "is_digitised": not paper, "applicant_verified": number % 10 < 6, "filing_key": f"bench-{number}",
        }  # fmt: skip


def facts_of_pack(people_count: int) -> dict[str, Any]:
    """Return the ids of the loaded pack that dossiers point to."""
    version_of = apps.get_model("procedures", "ProcedureVersion")
    first_form = (
        apps.get_model("procedures", "FormDefinition").objects.order_by("id").values_list("id", flat=True)[0]
    )
    rows = (
        version_of.objects.filter(procedure__is_hidden=False)
        .order_by("id")
        .values_list("id", "procedure__field_id", "route_id", "procedure__field__unit_id")
    )
    steps = dict(
        apps.get_model("procedures", "RouteStep")
        .objects.filter(kind="handle")
        .order_by("id")
        .values_list("route_id", "id")
    )
    return {
        "versions": [(v, f, first_form, steps[r], u) for v, f, r, u in rows],
        "officers": list(
            apps.get_model("org", "Officer").objects.order_by("id").values_list("id", flat=True)
        ),
        "villages": list(
            apps.get_model("org", "Village").objects.order_by("id").values_list("id", flat=True)
        ),
        "people": people_count,
    }


def ratings(count: int, fields: dict[int, int], over: tuple[date, date]) -> Iterator[dict[str, Any]]:
    """Yield a rating on every third returned dossier."""
    pick = random.Random(SEED + 2)
    days = (over[1] - over[0]).days
    for number in range(3, int(count * 0.98), 3):
        day = over[0] + timedelta(days=int(days * number / count) + 12)
        level = pick.choices(["very_satisfied", "satisfied", "not_satisfied"], [5, 4, 1])[0]
        yield {
            "id": number,
            "dossier_id": number,
            "field_id": fields[number],
            "level": level,
            "at": moment(pick, day),
        }


def results(count: int, file_id: str, over: tuple[date, date]) -> Iterator[dict[str, Any]]:
    """Yield the result of every returned dossier, seven of ten with a file."""
    pick = random.Random(SEED + 3)
    days = (over[1] - over[0]).days
    for number in range(1, int(count * 0.98) + 1):
        day = over[0] + timedelta(days=int(days * number / count) + 5)
        yield {
            "id": number, "dossier_id": number, "outcome": "granted", "summary": "Kết quả thử", "number": f"{number}/KQ",
            "issued_on": day, "file_id": file_id if pick.random() < 0.7 else None, "return_channel": "counter",
        }  # fmt: skip


def charged(count: int, over: tuple[date, date]) -> Iterator[tuple[int, str, datetime]]:
    """Yield the number, code and moment of every fourth dossier: those that owe a fee."""
    days = (over[1] - over[0]).days
    for number in range(4, count + 1, 4):
        day = over[0] + timedelta(days=int(days * number / count))
        yield (
            number,
            f"H38.LP-{day:%y%m%d}-{number:07d}",
            datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
        )


def bills(count: int, services: dict[int, str], over: tuple[date, date]) -> Iterator[dict[str, Any]]:
    """Yield a paid bill for each dossier that owes a fee."""
    for number, code, at in charged(count, over):
        yield {
            "id": number, "code": f"T{number:09d}", "subject": f"dossier:{code}", "service": services[number], "moment": "reception",
            "payer_name": "Người Thử", "state": "paid", "total": 8000, "made_at": at, "paid_at": at,
        }  # fmt: skip


def payments(count: int, services: dict[int, str], over: tuple[date, date]) -> Iterator[dict[str, Any]]:
    """Yield the payment of each bill, six of ten through the gateway."""
    pick = random.Random(SEED + 4)
    for number, _, at in charged(count, over):
        yield {
            "id": number, "bill_id": number, "service": services[number], "key": f"bench-{number}", "amount": 8000, "at": at, "actor_kind": "system",
            "actor_key": "bench", "actor_name": "bench", "method": "gateway" if pick.random() < 0.6 else "transfer",
        }  # fmt: skip


def reset_sequences(*models_: type[models.Model]) -> None:
    """Move each table's sequence past the rows that were copied in."""
    with connection.cursor() as cursor:
        for model in models_:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), (SELECT COALESCE(max(id), 1) FROM \"{table}\"))"
            )


def main(count: int, over: tuple[date, date] = SPAN) -> None:
    """Empty what an earlier run left, fill, analyse."""
    person, dossier, rating = (
        apps.get_model("citizens", "Person"), apps.get_model("dossiers", "Dossier"), apps.get_model("surveys", "Rating"),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f'TRUNCATE "{person._meta.db_table}" CASCADE')
        cursor.execute('TRUNCATE "payments_bill" CASCADE')
    people_count = max(100, int(count * PEOPLE_PER_DOSSIER))
    facts = facts_of_pack(people_count)
    copy(person, people(people_count, facts["villages"]))
    copy(dossier, dossiers(count, facts, over))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # else the keys of ratings are checked by walking through all dossiers
    fields = dict(
        dossier.objects.filter(id__in=range(3, int(count * 0.98), 3)).values_list("id", "field_id").iterator()
    )
    copy(rating, ratings(count, fields, over))
    result, bill, payment = (
        apps.get_model("dossiers", "Result"), apps.get_model("payments", "Bill"), apps.get_model("payments", "Payment"),
    )  # fmt: skip
    file = apps.get_model("files", "StoredFile").objects.create(
        name="bench.pdf", content="bench.pdf", content_type="application/pdf", size=1, sha256="0" * 64,
        added_by="bench", added_at=datetime(2021, 12, 1, tzinfo=UTC),
    )  # fmt: skip
    copy(result, results(count, str(file.pk), over))
    charged_numbers = dossier.objects.filter(id__in=range(4, count + 1, 4))
    services = dict(charged_numbers.values_list("id", "version__procedure__code").iterator())
    copy(bill, bills(count, services, over))
    copy(payment, payments(count, services, over))
    reset_sequences(person, dossier, rating, result, bill, payment)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{count} dossiers, {people_count} people")


if __name__ == "__main__":
    first, last = map(date.fromisoformat, sys.argv[2:4]) if len(sys.argv) > 3 else SPAN
    main(int(sys.argv[1]), (first, last))
