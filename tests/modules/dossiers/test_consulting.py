"""Offices and agencies are asked side by side, each with its own clock; silence is shown, never consent."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.modules.dossiers.test_handlers import told
from tests.modules.dossiers.test_papers import words_of
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers import access, papers, queries
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.models import Dossier, Opinion, Verification
from xaso.modules.dossiers.services import consulting, ending, resolving
from xaso.modules.dossiers.services.consulting import Answered
from xaso.modules.dossiers.services.intake import NoReason
from xaso.modules.org import queries as org

WHAT = "Thửa đất này có nằm trong quy hoạch đường liên thôn không?"


def ask(
    cast: Cast, dossier: Dossier | None = None, *, due: date = date(2026, 3, 4), question: str = WHAT
) -> Dossier:
    """The specialist asks the economic office and an agency outside."""
    dossier = dossier or make.assigned(cast)
    return consulting.ask_opinions(
        dossier=dossier,
        by=cast.specialist,
        units=[org.unit("kinh-te")],
        agencies=["Chi nhánh Văn phòng Đăng ký đất đai", "  "],
        question=question,
        due_on=due,
        at=make.MONDAY,
        seen=dossier.revision,
    )


def test_each_has_its_own_clock_and_the_legal_deadline_stays(cast: Cast) -> None:
    before = make.assigned(cast)

    dossier = ask(cast, before)

    assert [one.asked for one in Opinion.objects.filter(dossier=dossier).order_by("pk")] == [
        "Phòng Kinh tế xã Suối Mây",
        "Chi nhánh Văn phòng Đăng ký đất đai",
    ]
    assert {one.due_at for one in Opinion.objects.filter(dossier=dossier)} == {make.moment(4, 17, 30)}
    assert dossier.due_at == before.due_at
    assert dossier.state == before.state
    assert dossier.holder == cast.specialist


def test_the_head_asked_may_see_the_dossier_and_answer_and_nobody_else_for_them(cast: Cast) -> None:
    dossier = ask(cast)
    inside, outside = Opinion.objects.filter(dossier=dossier).order_by("pk")

    assert access.can_see(cast.land_head, dossier)
    assert not access.can_see(cast.land_specialist, dossier)
    with pytest.raises(NotYours):
        consulting.give_opinion(
            opinion=inside,
            by=cast.specialist,
            stance="agrees",
            answer="Không vướng quy hoạch.",
            at=make.moment(3),
        )
    with pytest.raises(NotYours):
        consulting.give_opinion(
            opinion=outside, by=cast.land_head, stance="agrees", answer="Không vướng.", at=make.moment(3)
        )
    consulting.give_opinion(
        opinion=inside,
        by=cast.land_head,
        stance="disagrees",
        answer="Thửa đất nằm trong quy hoạch.",
        at=make.moment(3),
    )
    consulting.give_opinion(
        opinion=outside,
        by=cast.specialist,
        stance="other",
        answer="Công văn 12: chưa có số liệu.",
        upload=make.picture(),
        at=make.moment(5),
    )

    rows = queries.opinions_of(cast.specialist, dossier, now=make.moment(6))
    assert [row.opinion.stance for row in rows] == ["disagrees", "other"]
    assert not any(row.is_silent or row.may_answer for row in rows)


def test_an_answer_is_given_once_says_something_and_comes_while_work_goes_on(cast: Cast) -> None:
    dossier = ask(cast)
    inside, outside = Opinion.objects.filter(dossier=dossier).order_by("pk")
    given = {"by": cast.land_head, "stance": "agrees", "at": make.moment(3)}

    with pytest.raises(NoReason):
        consulting.give_opinion(opinion=inside, answer="x", **given)  # type: ignore[arg-type]
    with pytest.raises(Invalid) as refused:
        consulting.give_opinion(opinion=inside, answer="Không vướng.", **{**given, "stance": "maybe"})  # type: ignore[arg-type]
    consulting.give_opinion(opinion=inside, answer="Không vướng.", **given)  # type: ignore[arg-type]
    with pytest.raises(Answered):
        consulting.give_opinion(opinion=inside, answer="Không vướng.", **given)  # type: ignore[arg-type]
    ending.withdraw(dossier=dossier, by=cast.citizen, reason="Tôi không cần nữa.", at=make.moment(3))
    outside.dossier.refresh_from_db()
    with pytest.raises(Answered):
        consulting.give_opinion(
            opinion=outside, by=cast.specialist, stance="agrees", answer="Đồng ý cả.", at=make.moment(4)
        )

    assert refused.value.problems[0].field == "stance"


def test_silence_is_told_once_to_the_head_of_the_one_stop_and_the_asker_and_changes_nothing(
    cast: Cast,
) -> None:
    dossier = ask(cast)
    inside = Opinion.objects.filter(dossier=dossier).order_by("pk")[0]
    consulting.give_opinion(
        opinion=inside, by=cast.land_head, stance="agrees", answer="Không vướng.", at=make.moment(3)
    )

    assert consulting.tell_silence(at=make.moment(4, 17)) == 0
    assert consulting.tell_silence(at=make.moment(5)) == 1
    assert consulting.tell_silence(at=make.moment(6)) == 0

    silent = queries.opinions_of(cast.specialist, dossier, now=make.moment(5))[1]
    assert silent.is_silent
    assert silent.opinion.stance == ""
    assert "quá hạn lấy ý kiến" in told(cast.centre_head)[-1][0]
    assert "Không trả lời không phải là đồng ý" in told(cast.specialist)[-1][1]
    dossier = Dossier.objects.get(pk=dossier.pk)
    resolving.propose_result(
        dossier=dossier,
        by=cast.specialist,
        outcome="granted",
        summary="Xác nhận đúng nơi ở.",
        at=make.moment(5),
        seen=dossier.revision,
    )


def test_nobody_asked_no_question_and_a_day_off_are_refused(cast: Cast) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(Invalid) as nobody:
        consulting.ask_opinions(
            dossier=dossier,
            by=cast.specialist,
            question=WHAT,
            due_on=date(2026, 3, 4),
            at=make.MONDAY,
            seen=0,
        )
    with pytest.raises(NoReason):
        ask(cast, dossier, question="x")
    for day in (date(2026, 2, 27), date(2026, 3, 7)):
        with pytest.raises(Invalid) as wrong:
            ask(cast, dossier, due=day)
        assert wrong.value.problems[0].field == "due_on"

    with pytest.raises(Invalid) as headless:
        consulting.ask_opinions(
            dossier=dossier, by=cast.specialist, units=[org.unit("cong-an")], question=WHAT,
            due_on=date(2026, 3, 4), at=make.MONDAY, seen=dossier.revision,
        )  # fmt: skip

    assert nobody.value.problems[0].field == "units"
    assert headless.value.problems[0].field == "units"
    assert not Opinion.objects.exists()


def test_those_asked_are_told_and_people_read_that_others_are_asked_but_not_what(cast: Cast) -> None:
    dossier = ask(cast)
    opinion = Opinion.objects.filter(dossier=dossier).order_by("pk")[0]
    consulting.give_opinion(
        opinion=opinion,
        by=cast.land_head,
        stance="agrees",
        answer="Không vướng quy hoạch.",
        at=make.moment(5),
    )

    assert WHAT in told(cast.land_head)[-1][1]
    assert "trả lời (trễ)" in told(cast.specialist)[-1][1]
    public = [f"{one.title} {one.details}" for one in queries.timeline(dossier, for_public=True)]
    inside = [f"{one.title} {one.details}" for one in queries.timeline(dossier, for_public=False)]
    assert "Lấy ý kiến nơi khác" in public[-2]
    assert "Không vướng quy hoạch" not in " ".join(public)
    assert WHAT in " ".join(inside)
    assert "Không vướng quy hoạch" in inside[-1]


def verify(cast: Cast, dossier: Dossier, **more: object) -> Dossier:
    said: dict[str, object] = {
        "happened_at": make.moment(3, 9),
        "place": "Bản Thượng",
        "participants": "Vi Văn Sổ, công chức\nSùng A Bản, trưởng thôn",
        "content": "Đo lại ranh giới phía suối.",
        "conclusion": "Đúng như hồ sơ.",
    }
    return consulting.record_verification(
        dossier=dossier,
        by=cast.specialist,
        at=make.moment(4),
        seen=dossier.revision,
        **{**said, **more},  # type: ignore[arg-type]
    )


def test_a_verification_keeps_time_place_people_and_findings_and_prints(cast: Cast) -> None:
    dossier = verify(cast, make.assigned(cast), upload=make.picture())

    found = Verification.objects.get(dossier=dossier)
    text = words_of(papers.verification_pdf(found))

    assert found.file is not None
    assert "BIÊN BẢN XÁC MINH" in text
    assert "Sùng A Bản, trưởng thôn" in text
    assert "Đúng như hồ sơ." in text
    assert "09:00 thứ Ba 03/03/2026" in text
    assert queries.timeline(dossier, for_public=True)[-1].details == ["09:00 thứ Ba 03/03/2026, Bản Thượng."]
    assert queries.timeline(dossier, for_public=False)[-1].details[-1] == "Kết luận: Đúng như hồ sơ."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"happened_at": make.moment(5)}, "happened_on"),
        ({"place": " "}, "place"),
        ({"participants": ""}, "participants"),
    ],
)
def test_a_verification_to_come_or_without_place_or_people_is_refused(
    cast: Cast, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        verify(cast, make.assigned(cast), **wrong)

    assert refused.value.problems[0].field == field


def test_only_who_has_the_dossier_verifies(cast: Cast) -> None:
    with pytest.raises(NotYours):
        verify(cast, make.taken_in(cast))
