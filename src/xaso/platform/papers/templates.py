"""Where templates are: first the commune's own, then those of the apps."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*\.(?:typ|docx)")


class NoTemplate(LookupError):  # noqa: N818 - says what is not there
    """No folder has a template of this name."""


def folders() -> Iterator[Path]:
    """Folders that may hold templates, the one that wins first."""
    own = Path(settings.COMMUNE_PACK) / "papers"
    if own.is_dir():
        yield own
    for app in apps.get_app_configs():
        folder = Path(app.path) / "paper_templates"
        if folder.is_dir():
            yield folder


def find(name: str) -> Path:
    """The file of a template. Raises `NoTemplate`, also for a name that could leave the folders."""
    if _NAME.fullmatch(name):
        for folder in folders():
            path = folder / name
            if path.is_file():
                return path
    raise NoTemplate(name)


def lay_out(root: Path) -> None:
    """Copy every typst template into one tree, so that a template imports another by `/name.typ`."""
    for folder in reversed(list(folders())):
        for path in folder.rglob("*.typ"):
            target = root / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
