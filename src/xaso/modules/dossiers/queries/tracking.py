"""Public tracking: the code and a second fact show the state and nothing else."""

from dataclasses import dataclass

from xaso.kernel.errors import Missing

from ..lifecycle import WORDS, State
from ..models import Dossier
from ..rules import second_facts


class NotTracked(Missing):
    """Code unknown or second fact wrong: one sentence for both, so nobody learns which."""

    code = "not_tracked"
    default_sentence = "Mã hồ sơ hoặc bốn số cuối chưa đúng. Xem lại giấy tiếp nhận rồi nhập lại."


@dataclass(frozen=True, slots=True)
class TrackView:
    """All that someone not signed in may know."""

    code: str
    state_words: str
    national_code: int


def track(code: str, second_fact: str) -> TrackView:
    """Return the state of a dossier for its code and the last four digits of an identity number or a phone.

    Raises `NotTracked` alike for an unknown code and a wrong fact. One query. The page limits how often one
    asks. Basis: TT 01/2018 Đ.16 k.2d (without signing in: code and state only).
    """
    rows = Dossier.objects.filter(code=code.strip().upper()[:40]).values_list(
        "code",
        "state",
        "applicant__id_number",
        "submitter__id_number",
        "applicant__phone",
        "submitter__phone",
    )
    found = rows.first()
    if found is None:
        raise NotTracked
    known, state, *facts = found
    if second_fact.strip() not in second_facts(facts[:2], facts[2:]):
        raise NotTracked
    words = WORDS[State(state)]
    return TrackView(known, words.words, words.national_code)
