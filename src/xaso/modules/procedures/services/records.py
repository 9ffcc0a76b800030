"""A procedure's record in the pack, as the values of our rows."""

from typing import Any

from xaso.kernel.text import fold
from xaso.modules.org.services import Row


def identity_values(row: Row, fields: dict[str, int]) -> dict[str, Any]:
    """What is true of the procedure whatever its version."""
    return {
        "code": row["code"],
        "code_is_local": row["code_is_local"],
        "field_id": fields[row["field_group"]],
        "filing_place": row["filing_place"],
        "filing_note": row.get("filing_note") or "",
        "via_one_stop": row["via_one_stop"],
        "via_one_stop_note": row.get("via_one_stop_note") or "",
        "is_hidden": row["is_hidden"],
        "hidden_reason": row.get("hidden_reason") or "",
    }


def version_values(row: Row) -> dict[str, Any]:
    """What the version holds, its links and dates left out."""
    texts = ("authority", "authority_level", "subjects", "result", "service_level", "steps_kind")
    sources = ("decision_number", "source", "source_url", "as_of", "note")
    lists = ("channels", "steps", "legal_basis", "flags", "conflicts")
    return (
        {name: row.get(name) or "" for name in (*texts, *sources)}
        | {name: row.get(name) or [] for name in lists}
        | _time(row)
        | _fee(row["fee"])
        | {
            "name": row["name"],
            "sort_name": fold(row["name"]),
            "gives_paper_result": row["gives_paper_result"],
            "four_on_the_spot": row["four_on_the_spot"],
            "four_on_the_spot_certainty": row["four_on_the_spot_certainty"],
            "online_submission": row.get("online_submission"),
            "confidence": row["confidence"],
            "form_code": row.get("eform") or "",
        }
    )


def _time(row: Row) -> dict[str, Any]:
    """The legal time; without a unit there is none, and nothing is counted."""
    time = row.get("time") or {}
    notes = [note for note in (time.get("note"), row.get("time_note")) if note]
    return {
        "time_value": time.get("value"),
        "time_unit": time.get("unit") or "",
        "time_note": " ".join(notes),
    }


def _fee(fee: Row) -> dict[str, Any]:
    return {
        "fee_amount": fee.get("amount_vnd"),
        "fee_note": fee.get("note") or "",
        "fee_set_by_province": bool(fee.get("set_by_province")),
    }


def component_values(row: Row) -> list[dict[str, Any]]:
    """The papers to bring, in order."""
    return [
        {
            "order": order,
            "code": paper["code"],
            "name": paper["name"],
            "originals": paper["originals"],
            "copies": paper["copies"],
            "required": paper["required"],
            "case": paper.get("case") or "",
            "form_template": paper.get("form_template") or "",
        }
        for order, paper in enumerate(row["components"], 1)
    ]
