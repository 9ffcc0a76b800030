"""Where no record may be told, its place in a frozen list tells nothing either."""

from itertools import permutations

from xaso.modules.indicators.queries.frozen import unplaced
from xaso.modules.indicators.rules.freezing import FrozenRecord


def test_whichever_record_is_outside_the_part_the_list_reads_the_same() -> None:
    orders = set(permutations([True, True, False]))

    read = {
        tuple(
            one.in_part
            for one in unplaced([FrozenRecord(str(n), "", inside) for n, inside in enumerate(order)])
        )
        for order in orders
    }

    assert read == {(True, True, False)}
