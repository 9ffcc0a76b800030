"""Typed figures for tests: a target nobody counts, and figures at every point of their way."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import Cast
from tests.factories.dossiers import picture
from tests.modules.indicators.work import noon
from xaso.modules.indicators.models import TypedFigure
from xaso.modules.indicators.services import typing
from xaso.modules.indicators.services.typing import Said
from xaso.modules.org.models import Officer
from xaso.platform.files.models import StoredFile

TARGET = "II-04"
"""Of the invented commune: counted by nobody, owned by the committee's own office."""
NOW = noon(2026, 5, 20)
Q1 = "2026-Q1"


def said(value: str | None = "12", **other: str | None) -> Said:
    """What somebody types; numbers as text."""
    part, whole = (other.get(name) for name in ("part", "whole"))
    return Said(
        value=None if value is None else Decimal(value),
        part=None if part is None else Decimal(part),
        whole=None if whole is None else Decimal(whole),
        source=str(other.get("source", "Báo cáo 12/BC-CA ngày 15/3/2026")),
        note=str(other.get("note", "")),
    )


def upload() -> SimpleUploadedFile:
    """A picture of a report."""
    return picture()


def evidence(by: Officer, at: datetime = NOW) -> StoredFile:
    """A kept file."""
    return typing.keep_evidence(upload(), by=by, at=at)


def draft(
    by: Officer,
    value: str = "12",
    *,
    target: str = TARGET,
    window: str = Q1,
    at: datetime = NOW,
    has_evidence: bool = True,
    note: str = "",
    **other: str,
) -> TypedFigure:
    """A figure typed by this officer, not yet sent."""
    return typing.enter(
        target=target,
        window=window,
        said=said(None if "part" in other else value, note=note, **other),
        evidence=evidence(by, at) if has_evidence else None,
        by=by,
        at=at,
    )


def waiting(by: Officer, value: str = "12", *, at: datetime = NOW, **other: str) -> TypedFigure:
    """A figure sent to a second person."""
    figure = draft(by, value, at=at, **other)  # type: ignore[arg-type]
    return typing.send(figure=figure, by=by, at=at, seen=figure.revision)


def approved(
    by: Officer, second: Officer, value: str = "12", *, at: datetime = NOW, **other: str
) -> TypedFigure:
    """A figure that a second person believed."""
    figure = waiting(by, value, at=at, **other)
    return typing.approve(figure=figure, by=second, at=at, seen=figure.revision)


def two(cast: Cast) -> tuple[Officer, Officer]:
    """A focal officer who types, and the chairman who decides."""
    return cast.head_of_office, cast.chairman
