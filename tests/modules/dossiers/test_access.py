"""Who sees a dossier and what each may do with it, at every point of its way."""

import pytest

from tests.cast import OFFICERS, Cast
from tests.factories import dossiers as make
from tests.factories.officers import make_officer
from xaso.kernel.errors import Missing
from xaso.modules.dossiers import access
from xaso.modules.dossiers.access import NotYours, actions_for, can_see, visible_to
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.queries import seen_dossier
from xaso.modules.dossiers.services import handling, intake
from xaso.modules.dossiers.services.intake import Lack

EVERYONE = set(OFFICERS)


def at_stage(cast: Cast, stage: str) -> Dossier:
    """A dossier at a point of its way, as pages read it."""
    if stage == "filed":
        dossier = make.filed(cast.citizen)
    elif stage == "pool":
        dossier = make.taken_in(cast, code=make.COPY)
    elif stage == "land":
        dossier = make.taken_in(cast, code=make.LAND)
    elif stage == "awaiting_supplement":
        dossier = make.assigned(cast)
        dossier = intake.request_supplement(
            dossier=dossier,
            by=cast.specialist,
            items=[Lack(None, "Đơn", "Chưa ký tên.")],
            at=make.MONDAY,
            seen=dossier.revision,
        )
    elif stage == "counter":
        dossier = make.taken_in(cast)
        dossier = handling.send_back(
            dossier=dossier, by=cast.head_of_office, at=make.MONDAY, seen=dossier.revision, note="Quét thiếu."
        )
    else:
        dossier = getattr(make, stage)(cast)
    return Dossier.objects.select_related("step", "unit", "holder").get(pk=dossier.pk)


SEES_ALL = {"one_stop_officer", "centre_head", "chairman"}


@pytest.mark.parametrize(
    ("stage", "others"),
    [
        ("filed", set()),
        ("taken_in", {"head_of_office"}),
        ("assigned", {"head_of_office", "specialist"}),
        ("pool", {"head_of_office", "specialist", "other_specialist"}),
        ("land", {"land_head"}),
        ("awaiting_approval", {"head_of_office", "specialist"}),
        ("approved", {"head_of_office", "specialist", "clerk"}),
        ("returned", {"head_of_office", "specialist", "clerk"}),
    ],
)
def test_each_sees_what_came_to_them_and_no_more(cast: Cast, stage: str, others: set[str]) -> None:
    dossier = at_stage(cast, stage)

    seen = {name for name in EVERYONE if can_see(getattr(cast, name), dossier)}
    listed = {name for name in EVERYONE if visible_to(getattr(cast, name)).filter(pk=dossier.pk).exists()}

    assert seen == SEES_ALL | others
    assert listed == seen


ACTIONS: list[tuple[str, dict[str, list[str]]]] = [
    (
        "filed",
        {
            "one_stop_officer": ["accept", "supplement", "refuse", "withdraw"],
            "chairman": ["supplement"],
            "centre_head": ["supplement"],
        },
    ),
    (
        "counter",
        {
            "one_stop_officer": ["forward", "supplement", "refuse", "withdraw"],
            "chairman": ["reassign", "supplement", "extend", "stop"],
            "centre_head": ["reassign", "supplement", "extend", "stop"],
        },
    ),
    (
        "taken_in",
        {
            "one_stop_officer": ["supplement", "withdraw"],
            "head_of_office": ["distribute", "supplement", "send_back", "extend", "stop"],
            "chairman": ["reassign", "supplement", "extend", "stop"],
            "centre_head": ["reassign", "supplement", "extend", "stop"],
        },
    ),
    (
        "assigned",
        {
            "one_stop_officer": ["supplement", "withdraw"],
            "specialist": ["propose", "supplement", "send_back", "hand_over", "consult", "verify"],
            "head_of_office": ["reassign", "supplement", "extend", "stop"],
            "chairman": ["reassign", "supplement", "extend", "stop"],
            "centre_head": ["reassign", "supplement", "extend", "stop"],
        },
    ),
    (
        "pool",
        {
            "one_stop_officer": ["supplement", "withdraw"],
            "specialist": ["take", "spot"],
            "other_specialist": ["take", "spot"],
            "head_of_office": ["reassign", "supplement", "extend", "stop"],
            "chairman": ["reassign", "supplement", "extend", "stop"],
            "centre_head": ["reassign", "supplement", "extend", "stop"],
        },
    ),
    (
        "awaiting_supplement",
        {
            "one_stop_officer": ["provide", "withdraw"],
            "head_of_office": ["stop"],
            "chairman": ["stop"],
            "centre_head": ["stop"],
        },
    ),
    (
        "proposed",
        {
            "one_stop_officer": ["supplement", "withdraw"],
            "head_of_office": [
                "forward",
                "reassign",
                "supplement",
                "send_back",
                "hand_over",
                "consult",
                "verify",
                "extend",
                "stop",
            ],
            "chairman": ["reassign", "supplement", "extend", "stop"],
            "centre_head": ["reassign", "supplement", "extend", "stop"],
        },
    ),
    (
        "awaiting_approval",
        {
            "one_stop_officer": ["withdraw"],
            "chairman": ["approve", "reassign", "send_back", "hand_over", "extend", "stop"],
            "centre_head": ["reassign", "extend", "stop"],
        },
    ),
    (
        "approved",
        {
            "clerk": ["issue", "hand_over"],
            "head_of_office": ["reassign", "extend"],
            "chairman": ["reassign", "extend"],
            "centre_head": ["reassign", "extend"],
        },
    ),
    ("ready", {"one_stop_officer": ["return"], "centre_head": ["return"]}),
    ("returned", {}),
]


@pytest.mark.parametrize(("stage", "expected"), ACTIONS, ids=[stage for stage, _ in ACTIONS])
def test_each_is_offered_exactly_what_may_be_done_now(
    cast: Cast, stage: str, expected: dict[str, list[str]]
) -> None:
    dossier = at_stage(cast, stage)

    offered = {name: [one.code for one in actions_for(getattr(cast, name), dossier)] for name in EVERYONE}

    assert {name: codes for name, codes in offered.items() if codes} == expected


def test_the_first_action_offered_is_the_next_step(cast: Cast) -> None:
    for stage, expected in ACTIONS:
        dossier = at_stage(cast, stage)
        for name, codes in expected.items():
            primary = [one for one in actions_for(getattr(cast, name), dossier) if one.primary]
            assert [one.code for one in primary] in ([], codes[:1])


def test_a_system_administrator_alone_sees_no_case(cast: Cast) -> None:
    make.returned(cast)

    assert not visible_to(cast.sysadmin).exists()


def test_an_administrator_who_also_handles_sees_their_own(cast: Cast) -> None:
    both = make_officer("sysadmin", "specialist")
    dossier = make.taken_in(cast, code=make.COPY)
    handling.take(dossier=dossier, by=both, at=make.MONDAY, seen=dossier.revision)
    make.returned(cast)

    assert [one.code for one in visible_to(both)] == [dossier.code]


def test_one_who_came_to_the_office_later_sees_what_waits_there(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    newcomer = make_officer("specialist")

    assert seen_dossier(newcomer, dossier.code) == dossier


def test_another_offices_head_gets_nothing(cast: Cast) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(Missing):
        seen_dossier(cast.land_head, dossier.code)


def test_not_yours_names_the_holder(cast: Cast) -> None:
    dossier = at_stage(cast, "assigned")

    with pytest.raises(NotYours, match="Vi Văn Sổ đang giữ hồ sơ") as refused:
        access.require(cast.other_specialist, dossier, "propose")

    assert refused.value.status == 403


def test_a_dossier_is_owned_by_applicant_and_submitter(cast: Cast) -> None:
    dossier = make.taken_in(cast, submitter=cast.village_head, relation="Trưởng bản")

    owners = [access.owns(one, dossier) for one in (cast.citizen, cast.village_head, cast.stranger)]

    assert owners == [True, True, False]


def test_a_cashier_sees_only_what_was_given_to_them(cast: Cast) -> None:
    cashier = make_officer("cashier", unit="mot-cua")
    make.returned(cast)

    assert not visible_to(cashier).exists()
