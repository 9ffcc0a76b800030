"""The figures that index 766 counts in its own way, and those of who and what went online."""

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.periods import Period
from xaso.modules.citizens.models import Organization, Person
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services import ending, handling, intake, resolving
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.procedures.models import ProcedureVersion
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.registry import registry

MARCH = Period.month(2026, 3)
APRIL = Period.month(2026, 4)
YEAR = Period.year(2026)


def figure(code: str, period: Period = MARCH) -> tuple[int, int]:
    """Part and whole."""
    found = evaluation.evaluate(registry.get(f"dossiers.{code}"), period)
    return found.part, found.whole


def part(code: str, period: Period = MARCH) -> set[str]:
    """The codes in the part."""
    found = evaluation.records(registry.get(f"dossiers.{code}"), period, "part")
    return set(found.values_list("code", flat=True))


def online(cast: Cast, who: Person | None = None, day: int = 3, month: int = 3) -> Dossier:
    """Filed online and received."""
    dossier = make.filed(who or cast.citizen, make.moment(day, month=month))
    at = make.moment(day, 9, month=month)
    return intake.accept(dossier=dossier, by=cast.one_stop_officer, at=at, seen=dossier.revision)


def finished_online(cast: Cast, *, with_file: bool) -> Dossier:
    """Filed online, its result numbered on 10 March."""
    dossier, at = online(cast), make.moment(10)
    dossier = handling.assign(
        dossier=dossier, to=cast.specialist, by=cast.head_of_office, at=at, seen=dossier.revision
    )
    dossier = resolving.propose_result(
        dossier=dossier,
        by=cast.specialist,
        outcome="granted",
        summary="Xác nhận đúng nơi ở.",
        upload=make.picture("ket-qua.png") if with_file else None,
        at=at,
        seen=dossier.revision,
    )
    dossier = handling.forward(dossier=dossier, by=cast.head_of_office, at=at, seen=dossier.revision)
    dossier = resolving.approve(dossier=dossier, by=cast.chairman, at=at, seen=dossier.revision)
    return resolving.issue(
        dossier=dossier,
        by=cast.clerk,
        number="7/XN-UBND",
        issued_on=make.date(2026, 3, 10),
        at=at,
        seen=dossier.revision,
    )


def test_online_counts_for_766_only_with_the_electronic_result_when_one_is_due(cast: Cast) -> None:
    good = finished_online(cast, with_file=True)
    finished_online(cast, with_file=False)
    online(cast)
    make.ready(cast)

    assert figure("filed_online") == (3, 4)
    assert figure("filed_online_766") == (1, 4)
    assert part("filed_online_766") == {good.code}


def test_where_nothing_written_is_due_online_counts_for_766_once_the_work_is_done(cast: Cast) -> None:
    done = finished_online(cast, with_file=False)
    online(cast)
    ProcedureVersion.objects.filter(procedure__code=make.RESIDENCE).update(gives_paper_result=False)

    assert figure("filed_online_766") == (1, 2)
    assert part("filed_online_766") == {done.code}


def test_a_draft_of_the_result_is_no_electronic_result_yet(cast: Cast) -> None:
    make.awaiting_approval(cast)
    done = make.ready(cast)
    make.ready(cast, with_file=False)

    assert figure("result_electronic") == (1, 2)
    assert part("result_electronic") == {done.code}


def test_results_that_are_nothing_written_are_left_out_of_the_electronic_ones(cast: Cast) -> None:
    make.ready(cast)
    ProcedureVersion.objects.filter(procedure__code=make.RESIDENCE).update(gives_paper_result=False)

    assert figure("result_electronic") == (0, 0)


def test_punctuality_of_766_counts_the_finished_the_overdue_and_those_still_within_time(cast: Cast) -> None:
    make.ready(cast, make.moment(2), finished=make.moment(10, month=4))
    failing = make.taken_in(cast, make.moment(2))
    within = make.taken_in(cast, make.moment(2))
    Dossier.objects.filter(pk=within.pk).update(due_at=make.at(make.date(2036, 3, 3)))

    assert part("on_time_766") == {within.code}
    assert figure("on_time_766") == (1, 2)
    assert figure("on_time_766", APRIL) == (0, 1)
    assert figure("on_time_766", YEAR) == (1, 3)
    assert failing.code not in part("on_time_766", YEAR)


def test_punctuality_of_766_takes_what_rests_for_a_supplement_and_refuses_a_second_request(
    cast: Cast,
) -> None:
    dossier = make.assigned(cast)
    dossier = intake.request_supplement(
        dossier=dossier,
        by=cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=dossier.revision,
    )
    assert figure("on_time_766") == (1, 1)

    Dossier.objects.filter(pk=dossier.pk).update(supplement_count=2)

    assert figure("on_time_766") == (0, 1)


def test_punctuality_of_766_leaves_out_what_has_no_deadline(cast: Cast) -> None:
    timeless = make.taken_in(cast, code=make.NO_TIME)
    ending.withdraw(dossier=timeless, by=cast.citizen, reason="Tôi đổi ý.", at=make.moment(3))

    assert figure("on_time_766") == (0, 0)


def test_identified_filers_are_counted_among_dossiers_of_people(cast: Cast) -> None:
    good = make.taken_in(cast)
    company = make.taken_in(cast)
    plain = make.taken_in(cast)
    firm = Organization.objects.create(
        name="Hợp tác xã Suối Mây", folded_name="hop tac xa suoi may", created_at=make.MONDAY
    )
    Dossier.objects.filter(pk=company.pk).update(organization=firm)
    Dossier.objects.filter(pk__in=[good.pk, company.pk]).update(applicant_verified=True)
    Dossier.objects.filter(pk=plain.pk).update(applicant_verified=False)

    assert figure("filer_identified") == (1, 2)
    assert part("filer_identified") == {good.code}


def test_each_online_user_counts_once_by_the_latest_dossier(cast: Cast) -> None:
    early, late = online(cast), online(cast, day=5)
    other = online(cast, cast.stranger)
    make.taken_in(cast)
    Dossier.objects.filter(pk=late.pk).update(applicant_verified=True)
    Dossier.objects.filter(pk__in=[early.pk, other.pk]).update(applicant_verified=False)

    assert figure("online_users_identified") == (1, 2)
    assert part("online_users_identified") == {late.code}


def test_the_online_users_of_two_months_are_not_twice_those_of_the_year(cast: Cast) -> None:
    online(cast)
    online(cast, day=2, month=4)

    assert (figure("online_users_identified")[1], figure("online_users_identified", APRIL)[1]) == (1, 1)
    assert figure("online_users_identified", YEAR)[1] == 1


def test_services_used_online_are_procedures_and_each_is_one(cast: Cast) -> None:
    online(cast)
    online(cast, day=5)
    make.taken_in(cast)
    make.taken_in(cast, code=make.COPY)

    found = evaluation.records(registry.get("dossiers.services_online_used"), MARCH, "part")

    assert figure("services_online_used") == (1, 2)
    assert [one.code for one in found] == [make.RESIDENCE]


def test_services_with_an_identified_filer_are_procedures_of_people(cast: Cast) -> None:
    make.taken_in(cast)
    Dossier.objects.update(applicant_verified=False)
    good = make.taken_in(cast, code=make.COPY)
    Dossier.objects.filter(pk=good.pk).update(applicant_verified=True)

    found = evaluation.records(registry.get("dossiers.services_identified"), MARCH, "part")

    assert figure("services_identified") == (1, 2)
    assert [one.code for one in found] == [make.COPY]
