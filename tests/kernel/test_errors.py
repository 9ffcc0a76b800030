import pytest

from xaso.kernel.errors import Conflict, Forbidden, Invalid, Missing, Problem, Refusal


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (Refusal, 409, "refused"),
        (Missing, 404, "missing"),
        (Forbidden, 403, "forbidden"),
        (Conflict, 409, "conflict"),
        (Invalid, 422, "invalid"),
    ],
)
def test_each_refusal_has_its_status_code_and_a_sentence(kind: type[Refusal], status: int, code: str) -> None:
    refusal = kind()

    assert (refusal.status, refusal.code) == (status, code)
    assert refusal.sentence == kind.default_sentence == str(refusal)
    assert refusal.sentence.endswith(".")


def test_a_refusal_keeps_its_sentence_field_and_hint() -> None:
    refusal = Conflict("Hồ sơ đã có người nhận.", field="officer", hint="Mở hồ sơ khác.")

    assert (refusal.sentence, refusal.field, refusal.hint) == (
        "Hồ sơ đã có người nhận.",
        "officer",
        "Mở hồ sơ khác.",
    )


def test_an_invalid_input_names_every_field_at_once() -> None:
    problems = [Problem("born_on", "Nhập ngày sinh."), Problem("name", "Nhập họ tên.")]

    assert Invalid(problems=problems).problems == problems


def test_an_invalid_field_alone_becomes_the_one_problem() -> None:
    refusal = Invalid("Nhập ngày sinh.", field="born_on")

    assert refusal.problems == [Problem("born_on", "Nhập ngày sinh.")]


def test_given_problems_are_kept_beside_a_field() -> None:
    problem = Problem("name", "Nhập họ tên.")

    assert Invalid("Có chỗ sai.", field="form", problems=[problem]).problems == [problem]


def test_an_invalid_input_without_fields_has_no_problems() -> None:
    assert Invalid().problems == []
