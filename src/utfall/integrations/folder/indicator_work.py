"""What the pages of indicators keep beside their values: who entered and corrected them, and what others have."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from utfall.domain.figure import Address, Figure, Grounds, Source
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import Indicator
from utfall.domain.indicators.work import Comparison, Entered, IndicatorWork
from utfall.domain.organisation import Organisation
from utfall.domain.snapshot import Coded
from utfall.integrations.folder.source import Line, Reading, SourceFile, has_columns, lines
from utfall.integrations.folder.values import BadValueError, address, exact, known_unit
from utfall.locale import mark as _

T = TypeVar("T")

ENTERED = (
    "Adress", "Ersatt värde", "Måttenhet", "Decimaler", "Täljare", "Nämnare", "Svar", "Förklaring", "Källa",
    "Plats i källan", "Namn", "Inmatat", "Av", "Ersatt",
)  # fmt: skip
"""A value that was replaced; without it and `Ersatt` the row says who entered the value that is in force."""
COMPARISONS = ("Indikator", "Kommunkod", "Kommun", "Grupp", "År", "Kön", "Värde", "Källa", "Hämtat")
NOT_A_MOMENT = _("”{text}” är ingen tidpunkt. Skriv till exempel 2024-09-12T08:30:00+02:00.")
NOT_A_WHOLE_NUMBER = _("”{text}” är inget heltal. Skriv till exempel 2023.")
HALF = _("Raden har ett ersatt värde utan tidpunkt, eller tvärtom. Fyll i båda eller ingen av dem.")
NOT_A_SEX = _("”{text}” är inget kön. Skriv k, m eller ingenting.")
UNKNOWN_UNIT = _("Enheten {code} finns inte i organisationen. Rätta koden eller lägg till enheten.")
UNKNOWN_INDICATOR = _("Indikatorn {code} finns inte i mappen. Rätta koden eller ta bort raden.")


def is_of_entered(source: SourceFile) -> bool:
    """Whether the file says who entered values, and what they were before."""
    return has_columns(source, ("Adress", "Inmatat", "Ersatt"))


def is_of_comparisons(source: SourceFile) -> bool:
    """Whether the file says what other municipalities have."""
    return has_columns(source, ("Indikator", "Kommunkod", "Värde", "Hämtat"))


def identify(source: SourceFile) -> bool:
    """Whether the file holds any of it."""
    return is_of_entered(source) or is_of_comparisons(source)


def read(
    source: SourceFile, *, objects: Mapping[str, Coded], organisation: Organisation
) -> Reading[IndicatorWork]:
    """What the file says; a row that cannot be used is a finding."""
    if is_of_entered(source):
        entered = _rows(source, ENTERED, lambda line: _entered(line, organisation))
        return Reading(IndicatorWork(entered=entered.values), entered.findings)
    known = frozenset(code for code, item in objects.items() if isinstance(item, Indicator))
    found = _rows(source, COMPARISONS, lambda line: _comparison(line, known))
    return Reading(IndicatorWork(comparisons=found.values), found.findings)


def _rows(source: SourceFile, columns: tuple[str, ...], row: Callable[[Line], T]) -> Reading[tuple[T, ...]]:
    found = lines(source, columns)
    rows: list[T] = []
    findings: list[Finding] = list(found.findings)
    for line in found.values:
        try:
            rows.append(row(line))
        except BadValueError as problem:
            where = source.line(line.number)
            findings.append(Finding("source.value", Severity.ERROR, where, problem.message, problem.values))
    return Reading(tuple(rows), tuple(findings))


def _entered(line: Line, organisation: Organisation) -> Entered:
    place = address(line["Adress"])
    if place.scope.code not in organisation:
        raise BadValueError(UNKNOWN_UNIT, code=place.scope.code)
    if bool(line["Ersatt värde"]) != bool(line["Ersatt"]):
        raise BadValueError(HALF)
    if not line["Ersatt"]:
        return Entered(place, _moment(line["Inmatat"]), line["Av"])
    return Entered(
        place,
        _moment(line["Inmatat"]),
        line["Av"],
        was=_was(line, place),
        replaced_at=_moment(line["Ersatt"]),
    )


def _was(line: Line, place: Address) -> Figure:
    above, below = _number(line["Täljare"]), _number(line["Nämnare"])
    answers = _whole(line["Svar"]) if line["Svar"] else None
    grounds = Grounds(above, below, answers, line["Förklaring"])
    return Figure(
        place, exact(line["Ersatt värde"]), known_unit(line["Måttenhet"]), _whole(line["Decimaler"]),
        Source(line["Källa"], line["Plats i källan"]), line["Namn"], None if grounds == Grounds() else grounds,
    )  # fmt: skip


def _comparison(line: Line, known: frozenset[str]) -> Comparison:
    if line["Indikator"] not in known:
        raise BadValueError(UNKNOWN_INDICATOR, code=line["Indikator"])
    if line["Kön"] not in ("", "k", "m"):
        raise BadValueError(NOT_A_SEX, text=line["Kön"])
    return Comparison(
        line["Indikator"], line["Kommunkod"], line["Kommun"], line["Grupp"], _whole(line["År"]), line["Kön"],
        _number(line["Värde"]), line["Källa"], _moment(line["Hämtat"]),
    )  # fmt: skip


def _number(text: str) -> Decimal | None:
    return exact(text) if text else None


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise BadValueError(NOT_A_WHOLE_NUMBER, text=text) from None


def _moment(text: str) -> dt.datetime:
    """With its time zone: without one it would be another moment in another place."""
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise BadValueError(NOT_A_MOMENT, text=text) from None
    if found.tzinfo is None:
        raise BadValueError(NOT_A_MOMENT, text=text)
    return found
