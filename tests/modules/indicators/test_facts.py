"""What is frozen with a record: never personal data, always readable, in words when it is shown."""

from __future__ import annotations

import pytest

from xaso.kernel.periods import Period
from xaso.modules.indicators.queries.fact_words import NAMES, OWNERS, fact_name, fact_value, in_words
from xaso.modules.indicators.rules.findings import Finding
from xaso.modules.indicators.rules.proving import Verdict
from xaso.platform.measuring.evaluation import sets
from xaso.platform.measuring.registry import Measure, registry

PERSONAL = {
    "applicant",
    "submitter",
    "full_name",
    "folded",
    "folded_name",
    "answers",
    "id_number",
    "phone",
    "name",
}
EVERY = [(one, path) for one in registry.all() for path in one.facts]


@pytest.mark.parametrize("measure", registry.all(), ids=lambda one: one.code)
def test_every_measure_names_facts_that_can_be_read(db: None, measure: Measure) -> None:
    assert measure.facts, "say which values told that a record counts"

    list(sets(measure, Period.year(2026)).whole.values_list("pk", *measure.facts)[:1])


@pytest.mark.parametrize(("measure", "path"), EVERY, ids=[f"{one.code}-{path}" for one, path in EVERY])
def test_a_fact_is_no_personal_data_and_has_a_name_in_vietnamese(measure: Measure, path: str) -> None:
    assert not PERSONAL & set(path.split("__"))
    assert path in OWNERS or path.rpartition("__")[2] in NAMES


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("channel", "2", "Trực tuyến"),
        ("received_at", "2026-03-02T01:00:00+00:00", "08:00 thứ Hai 02/03/2026"),
        ("is_late", True, "có"),
        ("is_late", False, "không"),
        ("is_late", None, ""),
        ("handover_count", 1200, "1.200"),
        ("result__file", "4f9c", "có"),
        ("field__code", "ho-tich", "ho-tich"),
        ("has_reused_paper", True, "có"),
        ("nothing__of__it", "2026-03-02", "02/03/2026"),
        ("code", "2026-13-45", "2026-13-45"),
    ],
)
def test_a_value_reads_as_people_write_it(path: str, value, words: str) -> None:
    assert fact_value("dossiers.dossier", path, value) == words


def test_a_fact_nobody_named_shows_its_path() -> None:
    assert fact_name("something_new") == "something_new"
    assert fact_name("procedure__field__code") == "lĩnh vực"


def test_a_finding_reads_in_words_and_one_without_a_fact_stays() -> None:
    found = Finding(Verdict.BROKEN, "", (), "H-1", "", "channel", "1", "2", "dossiers.dossier")
    bare = Finding(Verdict.BROKEN, "Nhật ký không có mục khóa kỳ này.")

    shown = in_words(found)

    assert (shown.fact, shown.before, shown.now) == ("kênh nộp", "Trực tiếp", "Trực tuyến")
    assert in_words(bare) == bare
