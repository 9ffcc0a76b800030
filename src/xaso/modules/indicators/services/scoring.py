"""Bring sets of criteria in, from the commune pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from xaso.kernel.codes import digest as digest_of
from xaso.kernel.errors import Conflict
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from ..events import IndexLoaded
from ..models import DeclaredScore, ScoreIndex
from ..scoring.reading import read_index
from ..scoring.tree import Index


class IndexInUse(Conflict):
    """Somebody has scored by this version already: its text stands."""

    code = "index_in_use"


@dataclass
class LoadedIndexes:
    """What a load did, by code and version."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


@transaction.atomic
def load_indexes(
    definitions: Sequence[Mapping[str, Any]], *, by: Actor | ActsAs, at: datetime
) -> LoadedIndexes:
    """Keep each set of criteria; loading the same again writes nothing. One journal entry a set.

    Versions that the pack no longer has are kept: past scores were given by them. Raises `BrokenIndex`, and
    `IndexInUse` when a version somebody has scored by comes with another text: give it a new version.
    """
    loaded = LoadedIndexes()
    for definition in definitions:
        index = read_index(definition)
        digest = digest_of(definition)
        standing = ScoreIndex.objects.select_for_update().filter(code=index.code, version=index.version)
        old = standing.first()
        if old is not None and old.digest == digest:
            continue
        _write(old, index, definition, digest, at)
        (loaded.added if old is None else loaded.changed).append(f"{index.code} {index.version}")
        event = IndexLoaded(code=index.code, version=index.version, digest=digest)
        record(event, by=by, at=at, subject=f"index:{index.code}")
    return loaded


def _write(
    old: ScoreIndex | None, index: Index, definition: Mapping[str, Any], digest: str, at: datetime
) -> None:
    if old is not None and DeclaredScore.objects.filter(index=old).exists():
        raise IndexInUse(
            f"Đã có điểm chấm theo bộ chỉ số {index.code}, phiên bản {index.version}. "
            "Giữ nguyên phiên bản đó và đặt tên phiên bản mới cho bản sửa."
        )
    row = old or ScoreIndex(code=index.code, version=index.version)
    row.name, row.source, row.certainty = index.name, index.source, index.certainty.value
    row.valid_from, row.valid_to = index.valid_from, index.valid_to
    row.definition, row.digest, row.loaded_at = dict(definition), digest, at
    row.save()
