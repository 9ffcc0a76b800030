"""What happens to a certified copy that is a file, as told to the journal."""

from dataclasses import dataclass
from typing import ClassVar

from ..events import DossierEvent


@dataclass(frozen=True, kw_only=True)
class CopyMade(DossierEvent):
    """The scan and the words of certification are one PDF now, which waits to be signed."""

    name: ClassVar[str] = "dossiers.copy_made"
    done: ClassVar[str] = "lập bản sao điện tử của"
    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class CopySigned(DossierEvent):
    """The PDF came back signed; `signers` as the certificates in it say. `has_all`: it is given out now."""

    name: ClassVar[str] = "dossiers.copy_signed"
    done: ClassVar[str] = "nạp bản sao đã ký số của"
    file: str
    sha256: str
    signers: list[str]
    has_all: bool
