"""A granted dossier leaves its result and its accepted papers in the applicant's store."""

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.modules.citizens.queries import store_items
from xaso.modules.dossiers.models import Dossier, Result
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.modules.dossiers.services.storing import keep_in_store
from xaso.platform.journal.actors import SYSTEM

pytestmark = pytest.mark.django_db


def with_papers(cast: Cast) -> Dossier:
    """A granted dossier: a request, a copy and an original scanned, and a paper without a scan."""
    named = {one.code: one.pk for one in make.version().components.all()}
    papers = (
        PaperIn(named["tp01"], medium="0", upload=make.picture("don.png")),
        PaperIn(named["tp02"], medium="1", upload=make.picture("nha.png")),
        PaperIn(None, "Giấy khai sinh", medium="0", upload=make.picture("khai-sinh.png")),
        PaperIn(None, "Sổ hộ khẩu cũ", medium="0"),
    )
    return make.ready(cast, papers=papers)


def test_the_result_and_the_scanned_papers_come_into_the_store(cast: Cast) -> None:
    dossier = with_papers(cast)

    kept = store_items(dossier.subject)

    assert [(one.source, one.medium, one.owner) for one in kept] == [
        ("result", "2", cast.citizen),
        ("accepted", "1", cast.citizen),
        ("accepted", "0", cast.citizen),
    ]
    result, copy, original = kept
    assert (result.number, result.file) == (dossier.result.number, dossier.result.file)
    assert cast.chairman.full_name in result.verified_note
    assert copy.verified_at is None
    assert original.verified_note == f"{cast.one_stop_officer.full_name} nhận bản chính tại quầy"


def test_the_store_is_filled_once(cast: Cast) -> None:
    dossier = with_papers(cast)

    assert keep_in_store(dossier, by=SYSTEM, at=make.MONDAY) == []
    assert len(store_items(dossier.subject)) == 3


def test_what_was_refused_or_is_not_yet_decided_leaves_nothing(cast: Cast) -> None:
    refused = make.ready(cast)
    held = len(store_items(refused.subject))
    Result.objects.filter(dossier=refused).update(outcome=Result.Outcome.REFUSED)
    begun = make.assigned(cast)

    assert held == 1
    assert keep_in_store(refused, by=SYSTEM, at=make.MONDAY) == []
    assert keep_in_store(begun, by=SYSTEM, at=make.MONDAY) == []


def test_a_result_on_paper_only_is_not_kept(cast: Cast) -> None:
    dossier = make.ready(cast, with_file=False)

    assert store_items(dossier.subject) == []
