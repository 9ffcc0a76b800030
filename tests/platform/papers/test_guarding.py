"""A template of officers reaches no further than its data, and comes to an end."""

from __future__ import annotations

import time
from typing import Any

import pytest

from xaso.platform.papers.guarding import Budget, Guarded, Limit, NotRead, NotWritten, TooMuch, What

WORDS = [f"từ {number}" for number in range(40)]


def filled(source: str, budget: Budget | None = None, **data: Any) -> str:
    return Guarded(budget).from_string(source).render(words=WORDS, so=lambda code: f"[{code}]", **data)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% for w in words if w == 'từ 2' %}{{ loop.index }} {{ w }}{% endfor %}", "1 từ 2"),
        ("{{ so('II-01') }}", "[II-01]"),
        ("{{ 'a' ~ 1 ~ '&' }}", "a1&amp;"),
        ("{{ 'a' + 'b' }}{{ 2 * 3 }}{{ 7 % 4 }}{{ 7 / 2 }}{{ 1 + 2 }}", "ab633.53"),
        ("{{ ['a', 'b']|join('; ') }}{{ []|join }}", "a; b"),
        ("{{ 2.345|round(1) }}{{ 'x'|upper }}{{ words|length }}", "2.3X40"),
        ("{% for a, b in [(1, 2)] %}{{ a }}{{ b }}{% endfor %}", "12"),
        ("{% set x = 'a' ~ 'b' %}{% if x is defined and x in ['ab'] %}{{ x }}{% endif %}", "ab"),
    ],
)
def test_what_a_report_needs_is_filled(source: str, said: str) -> None:
    assert filled(source) == said


@pytest.mark.parametrize(
    ("source", "what", "name"),
    [
        ("{% include 'x' %}", What.STATEMENT, "include"),
        ("{% macro m() %}{{ m() }}{% endmacro %}", What.STATEMENT, "macro"),
        ("{% for w in words recursive %}{{ loop(words) }}{% endfor %}", What.STATEMENT, "for … recursive"),
        ("{{ words|replace('a', 'b') }}", What.FILTER, "replace"),
        ("{% for x in words|list %}{{ x|safe }}{% endfor %}", What.FILTER, "list"),
        ("{{ words is iterable }}", What.TEST, "iterable"),
        ("{{ 'a'.ljust(999999999) }}", What.CALL, "ljust"),
        ("{{ words[0]() }}", What.CALL, ""),
        ("{{ 9 ** 9 ** 9 ** 9 }}", What.SIGN, "**"),
        ("{% set x = [words] %}{{ x }}", What.SIGN, "[…]"),
    ],
)
def test_what_a_report_does_without_is_not_read(source: str, what: What, name: str) -> None:
    with pytest.raises(NotRead) as refused:
        filled(source)

    assert (refused.value.unfit.what, refused.value.unfit.name) == (what, name)


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        ("{% for a in words %}" * 3 + "{% endfor %}" * 3, Limit.ROUNDS),
        ("{% for a in words %}{% for b in words %}{{ long }}{% endfor %}{% endfor %}", Limit.WRITTEN),
        ("{% set x = 'aaaaaaaa' %}" + "{% set x = x ~ x %}" * 60, Limit.VALUE),
        ("{% set x = 'aaaaaaaa' %}" + "{% set x = x + x %}" * 60, Limit.VALUE),
        ("{% set x = 'aaaaaaaa' %}" + "{% set x = x|join(x) %}" * 60, Limit.VALUE),
        ("{% set x = 99999999 %}" + "{% set x = x * x %}" * 60, Limit.VALUE),
        ("{{ 2.5|round(999999999) }}", Limit.VALUE),
    ],
)  # fmt: skip
def test_what_would_not_end_is_stopped_within_a_second(source: str, limit: Limit) -> None:
    begun = time.process_time()

    with pytest.raises(TooMuch) as stopped:
        filled(source, long="a" * 2000)

    assert stopped.value.limit is limit
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("source", ["{% for w in words %}{% endfor %}", "{{ so('x') }}", "{{ words[0] }}"])
def test_when_the_time_is_over_the_next_round_call_or_word_stops(source: str) -> None:
    with pytest.raises(TooMuch) as stopped:
        filled(source, Budget(ends_at=time.monotonic() - 1))

    assert stopped.value.limit is Limit.SECONDS


@pytest.mark.parametrize("source", ["{{ words }}", "{{ so }}", "{{ 'a' ~ words }}"])
def test_a_list_or_a_function_is_not_written(source: str) -> None:
    with pytest.raises(NotWritten):
        filled(source)


@pytest.mark.parametrize(
    "source", ["{{ 'a' * 999999999 }}", "{{ '%999999999d' % 1 }}", "{{ words + words }}", "{{ 'a' + 1 }}"]
)
def test_words_and_lists_are_not_reckoned_with(source: str) -> None:
    with pytest.raises(TypeError):
        filled(source)
