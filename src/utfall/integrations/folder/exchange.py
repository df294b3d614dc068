"""Measured values in and out as one file in the long format, with what an import would change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from utfall.domain.figure import Address, Figure, Grounds
from utfall.domain.organisation import Organisation
from utfall.integrations.folder import series
from utfall.integrations.folder.series import MeasureDefinition
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.writing.series import long_format


class Change(StrEnum):
    """What an import would do to a value that is stored."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """A value of the file, what it would do, and the stored value that it would replace."""

    figure: Figure
    change: Change
    before: Figure | None = None


def read_upload(
    name: str,
    data: bytes,
    *,
    measures: Mapping[str, MeasureDefinition],
    organisation: Organisation,
    known: Mapping[Address, Figure],
) -> Reading[tuple[ProposedValue, ...]]:
    """What the file would change, in its order; a row that cannot be used is a finding with its line.

    A value written with other decimals than the stored one is changed, since it is known more or less exactly; so is one that is made of something else. Storing
    nothing while there are errors is for the one who stores.
    """
    source = SourceFile(Path(name), name, data)
    reading = series.read(source, measures=measures, organisation=organisation)
    return Reading(proposed(reading.values.values(), known), reading.findings)


def proposed(figures: Iterable[Figure], known: Mapping[Address, Figure]) -> tuple[ProposedValue, ...]:
    """What storing the figures would do to those that are known."""
    return tuple(_proposed(figure, known.get(figure.address)) for figure in figures)


def _proposed(figure: Figure, before: Figure | None) -> ProposedValue:
    if before is None:
        return ProposedValue(figure, Change.NEW)
    return ProposedValue(figure, Change.UNCHANGED if is_same(figure, before) else Change.CHANGED, before)


def is_same(figure: Figure, before: Figure) -> bool:
    """Whether storing the figure would change nothing; what it does not say of its grounds, it leaves."""
    if (figure.value, figure.decimals) != (before.value, before.decimals):
        return False
    new, old = figure.grounds, before.grounds or Grounds()
    if new is None:
        return True
    made_of = (new.numerator, new.denominator, new.answers) == (old.numerator, old.denominator, old.answers)
    return made_of and new.reason in ("", old.reason)


def write_download(figures: Iterable[Figure], *, measures: Mapping[str, MeasureDefinition]) -> bytes:
    """The values as a CSV file in UTF-8 with the mark that Excel needs; read again it changes nothing."""
    return long_format(figures, measures).encode("utf-8-sig")
