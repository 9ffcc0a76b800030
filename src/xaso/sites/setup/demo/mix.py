"""What people come for: a realistic mix of procedures, as far as the commune's catalogue has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from xaso.kernel.errors import Missing
from xaso.modules.procedures import queries as procedures
from xaso.platform.eforms.definition import Form, parse

if TYPE_CHECKING:
    from xaso.modules.procedures.models import Component, FormDefinition, ProcedureVersion

WANTED: tuple[tuple[str, float, float], ...] = (
    ("2.000815", 19.0, 0.45),
    ("1.001193", 9.0, 1.15),
    ("2.000635", 8.5, 1.20),
    ("1.004873", 7.0, 1.20),
    ("1.000656", 3.6, 0.90),
    ("1.000894", 4.2, 0.60),
    ("1.010041", 8.0, 1.25),
    ("2.000884", 4.5, 0.50),
    ("2.001035", 2.2, 0.60),
    ("1.004859", 1.6, 1.00),
    ("1.001022", 0.9, 0.70),
    ("1.004884", 1.2, 0.90),
    ("1.115693", 3.6, 0.90),
    ("1.115688", 3.2, 0.80),
    ("1.115679", 1.6, 0.80),
    ("1.115685", 1.1, 0.80),
    ("1.012812", 0.5, 0.40),
    ("1.013225", 1.6, 1.00),
    ("1.001776", 3.4, 0.80),
    ("1.014027", 3.2, 0.75),
    ("1.001731", 1.0, 0.85),
    ("1.014028", 1.1, 0.85),
    ("1.001699", 1.4, 0.70),
    ("1.001653", 0.6, 0.80),
    ("1.001612", 2.6, 1.25),
    ("1.010833", 0.7, 0.90),
    ("1.012922", 0.5, 0.80),
    ("1.011471", 0.7, 0.80),
    ("1.013314", 1.0, 1.10),
    ("1.012538", 0.4, 0.90),
    ("9.000001", 30.0, 1.00),
    ("9.000002", 45.0, 0.80),
    ("9.000003", 25.0, 0.90),
)
"""National code, weight, and how far people file it online compared with the mean. Invented proportions.

The last three are those of the invented commune of the tests."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A procedure people come for, with all that filing it needs."""

    version: ProcedureVersion
    definition: FormDefinition
    form: Form
    weight: float
    online: float
    components: tuple[Component, ...] = field(default_factory=tuple)

    @property
    def code(self) -> str:
        """The procedure's code."""
        return self.version.procedure.code

    @property
    def is_filed_here(self) -> bool:
        """Whether people file it online with the commune."""
        return self.version.procedure.filing_place == "here"

    @property
    def is_same_day(self) -> bool:
        """Whether it is settled while the person waits, or the same day."""
        return self.version.time_unit in ("same_day", "hours", "minutes")


def offers(on: date) -> Sequence[Offer]:
    """The procedures of the mix that the catalogue has on the day. Raises `Missing` when it has none."""
    found = []
    for code, weight, online in WANTED:
        try:
            version = procedures.version_page(code, on)
        except Missing:
            continue
        definition = procedures.form_definition(version, on)
        papers = tuple(version.components.all())
        found.append(Offer(version, definition, parse(definition.definition), weight, online, papers))
    if not found:
        raise Missing(
            "Danh mục của xã không có thủ tục nào để làm năm giả lập.", hint="Nạp gói dữ liệu trước."
        )
    return found
