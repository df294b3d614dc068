"""A text's history and its reading."""

from dataclasses import dataclass

from utfall.web.reporting.pages.contribution import VersionLine


@dataclass(frozen=True, slots=True)
class History:
    """Versions with the last first, and what differs between the two chosen."""

    authority: str
    title: str
    unit: str
    back: str
    restore: str
    versions: tuple[VersionLine, ...]
    earlier: str
    """The name of the round before, whose text may be compared with; empty for none."""
    first: str
    then: str
    changes: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    version: int
    keep: tuple[tuple[str, str], ...]
    action: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The text as its reader sees it."""

    authority: str
    title: str
    unit: str
    back: str
    paragraphs: tuple[str, ...]
