"""Who may rate, when, and what keeps the answer confidential.

Source: TT 32/2017/TT-BTTTT Đ.12 (three levels; the overall question is mandatory, ease, punctuality and
attitude are not), NĐ 224/2026/NĐ-CP Đ.10.3b (confidentiality), both by onestop.md 8.7.
"""

from __future__ import annotations

from datetime import date

LEVELS = ("very_satisfied", "satisfied", "not_satisfied")
SATISFIED = ("very_satisfied", "satisfied")
NOT_SATISFIED = "not_satisfied"
ONLINE = "2"
"""How a dossier filed online is marked (KenhThucHien of national exchange, onestop.md 4.1)."""
CITIZEN = "citizen"
RETURNED = "returned"
LONGEST_COMMENT = 2000
FEWEST_TO_NAME = 5


def is_own(*, actor_kind: str, person_id: int | None, applicant_id: int, submitter_id: int) -> bool:
    """Return whether the one who asks is the applicant or submitter of the dossier; an officer never is.

    Basis: TT 32/2017 Đ.12, an officer must not rate for the person (onestop.md 8.7).
    """
    return actor_kind == CITIZEN and person_id in (applicant_id, submitter_id)


def may_rate(*, state: str, rated: bool) -> bool:
    """Return whether a dossier can be rated now: its result has been returned and nobody has rated it yet.

    Basis: the rating is offered after the result and is no condition for it (onestop.md 8.7).
    """
    return state == RETURNED and not rated


def is_open(*, returned_on: date | None, today: date, open_days: int) -> bool:
    """Return whether the rating is still open: within so many days after the result was returned.

    A dossier whose day of return is not known stays open. Basis: our own convention (surveys.open_days); no
    text sets a limit.
    """
    return returned_on is None or (today - returned_on).days <= open_days


def names_field(answers: int) -> bool:
    """Return whether a field with this many answers in a month may be named in a list of answers.

    Below five answers a list by field would point at the people behind it, so the field is left out.
    Basis: NĐ 224/2026 Đ.10.3b asks for confidentiality; the number five is our own choice.
    """
    return answers >= FEWEST_TO_NAME
