"""The Jinja2 environment of our own pages.

Two environments, because two habits: ours is strict (a missing name is an error, not an empty space), the
GOV.UK macros lean on missing names being empty. Names under `govuk_frontend_jinja/` are therefore loaded by a
lenient twin; everything passed into a macro was made by the strict side.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined, Template, Undefined

from . import charts, fields, formats, links, problems
from .context import Defaults

GOVUK = "govuk_frontend_jinja"


class PageEnvironment(Environment):
    """Strict for our templates, lenient for GOV.UK's."""

    def __init__(self, **options: Any) -> None:
        lenient = {**options, "loader": PrefixLoader({GOVUK: PackageLoader(GOVUK)}), "undefined": Undefined}
        super().__init__(**{**options, "undefined": StrictUndefined})
        self.govuk = Environment(**lenient)  # noqa: S701 - autoescape comes with the options

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        if name.startswith(f"{GOVUK}/"):
            return self.govuk.get_template(name)
        return super()._load_template(name, globals)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page; raises NoReverseMatch for an unknown name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


FILTERS: Mapping[str, Any] = {
    "date": formats.date,
    "clock": formats.clock,
    "datetime": formats.datetime,
    "weekday_date": formats.weekday_date,
    "long_date": formats.long_date,
    "iso": formats.iso,
    "number": formats.number,
    "percent": formats.percent,
    "money": formats.money,
    "duration_hours": formats.duration_hours,
    "ago": formats.ago,
    "size": formats.size,
}

GLOBALS: Mapping[str, Any] = {
    "static": static,
    "url": url,
    "field_view": fields.field_view,
    "form_errors": problems.form_errors,
    "errors_of": problems.errors_of,
    "problem_links": problems.problem_links,
    "with_query": links.with_query,
    "page_numbers": links.page_numbers,
    "sparkline": charts.sparkline,
    "trend_chart": charts.for_any_screen(charts.trend_chart),
    "bar_chart": charts.for_any_screen(charts.bar_chart),
    "share_bar": charts.share_bar,
}


def environment(**options: Any) -> PageEnvironment:
    """Made by Django from settings.TEMPLATES, with the loader of every app's `jinja2` folder."""
    env = PageEnvironment(**{**options, "trim_blocks": True, "lstrip_blocks": True})
    env.filters.update(FILTERS)
    env.globals.update(GLOBALS)
    env.globals.update(Defaults().as_globals())
    return env
