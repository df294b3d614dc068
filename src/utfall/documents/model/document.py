"""A whole document: its blocks in order, and where each stood if it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from utfall.documents.model.block import Block

SCHEMA = 1
"""The version of the model in its JSON form; raised when a node or a field changes its meaning."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a node of a read document stood: what its reader knows of line, page, box and place in the file.

    `box` is left, top, right, bottom in points from the page's upper left corner. `path` is the reader's own.
    """

    line: int | None = None
    page: int | None = None
    box: tuple[Decimal, Decimal, Decimal, Decimal] | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, composed or read.

    `origins` says for a read document where the node with a path (see `walk`) stood in its file.
    `made_at` is the as-of time as ISO 8601, given by the caller: renderers have no clock.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    organisation: str = ""
    made_at: str = ""
    identity: str = ""
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "origins", MappingProxyType(dict(self.origins)))


def with_blocks(document: Document, blocks: tuple[Block, ...]) -> Document:
    """The same document with other blocks."""
    return replace(document, blocks=blocks)
