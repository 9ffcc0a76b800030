"""Certification of the last working day, some acts still waiting, and one group of dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.modules.dossiers.queries.attesting import books
from xaso.modules.dossiers.services.attesting import Act, attest, hand_over, sign
from xaso.modules.dossiers.services.grouping import take_in_group
from xaso.modules.org.access import Role
from xaso.modules.org.queries import officers_with_role
from xaso.modules.procedures.queries import versions_with_papers

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person

ACTS = 13
WAITING = 3
"""How many of the last wait for a signature, and how many before these wait to be handed over."""
DOCUMENTS = ("Bằng tốt nghiệp THPT", "Căn cước", "Giấy khai sinh", "Giấy chứng nhận quyền sử dụng đất")
GROUP = ("1.001193", "1.004222")


def make_certified(people: Sequence[Person], *, until: datetime, rng: Random) -> None:
    """Enter acts up to `until`, a quarter of an hour apart; sign and hand over all but the last few."""
    codes = [code for one in books() for code in one.procedures]
    versions = versions_with_papers(codes, on=local_date(until))
    clerks, signers = officers_with_role(Role.RETURNER), officers_with_role(Role.LEADER)
    clerk = next((one for one in clerks if one.has_role(Role.RECEIVER)), None)
    if not versions or clerk is None or not signers:
        return
    for number in range(ACTS):
        at = until - timedelta(minutes=15 * (ACTS - number))
        act = attest(
            by=clerk,
            applicant=rng.choice(people),
            version=versions[0] if number % 4 else rng.choice(versions),
            act=Act(rng.choice(DOCUMENTS), rng.randint(1, 4), rng.randint(1, 3), signers[0]),
            filing_key=f"demo-chung-thuc-{number}",
            at=at,
        )
        if number < ACTS - WAITING:
            sign(acts=[act], by=signers[0], at=at + timedelta(minutes=4))
        if number < ACTS - 2 * WAITING:
            act.dossier.refresh_from_db()
            hand_over(acts=[act], by=clerk, at=at + timedelta(minutes=9))


def make_group(people: Sequence[Person], *, at: datetime, rng: Random) -> None:
    """A birth and a residence, taken in together."""
    versions = versions_with_papers(GROUP, on=local_date(at))
    receivers = officers_with_role(Role.RECEIVER)
    if len(versions) == len(GROUP) and receivers:
        take_in_group(
            by=receivers[0],
            applicant=rng.choice(people),
            versions=versions,
            name=" + ".join(one.name for one in versions),
            papers=[],
            filing_key="demo-nhom",
            at=at,
        )
