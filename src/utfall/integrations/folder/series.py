"""Measured values in the long format: Period;Enhet;Mått;Kolumn;Mätvärde, and what they are made of where it is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain import swedish
from utfall.domain.figure import Address, Figure, Grounds, Scope, Source
from utfall.domain.finding import Finding, Severity
from utfall.domain.numerals import Numeral
from utfall.domain.organisation import Organisation
from utfall.domain.scenario import Scenario
from utfall.domain.unit import KR, Dimension, Unit
from utfall.integrations.folder.source import Line, Reading, SourceFile, lines, resembles
from utfall.integrations.folder.values import BadValueError, exact, period
from utfall.locale import mark as _

COLUMNS = ("Period", "Enhet", "Mått", "Kolumn", "Mätvärde")
GROUNDS = ("Täljare", "Nämnare", "Svar", "Förklaring")
SOURCE = ("Källa", "Plats i källan")
"""Where a value comes from, if not from its line in the file."""
UNKNOWN_UNIT = _("Enheten {code} finns inte i organisationen. Rätta koden eller lägg till enheten.")
UNKNOWN_MEASURE = _(
    "Måttet {measure} är inte beskrivet. Lägg till det bland indikatorerna eller rätta stavningen."
)
UNKNOWN_COLUMN = _("”{text}” är ingen kolumn. Skriv någon av {expected}, och efter den till exempel kon=k.")
SAME_VALUE = _("{address} finns redan på {first}. Ta bort den ena raden.")
OUT_OF_RANGE = _("{value} ligger utanför {unit}. Rätta värdet eller måttenheten.")
NOT_A_COUNT = _("”{text}” är inget helt antal svar. Skriv till exempel 505.")
NO_VALUE = _("Mätvärdet saknas. Ta bort raden, eller skriv värdet.")


@dataclass(frozen=True, slots=True)
class MeasureDefinition:
    """What a measure is called, and its unit."""

    name: str
    unit: Unit


def identify(source: SourceFile) -> bool:
    """Whether the file holds measured values."""
    return resembles(source, COLUMNS)


def read(
    source: SourceFile, *, measures: Mapping[str, MeasureDefinition], organisation: Organisation
) -> Reading[Mapping[Address, Figure]]:
    """The figures by address, each with the precision it is written with; a row that cannot be used is a finding."""
    found = lines(source, COLUMNS, (*GROUNDS, *SOURCE))
    figures: dict[Address, Figure] = {}
    findings = list(found.findings)
    for line in found.values:
        try:
            figure = _figure(source, line, measures, organisation)
        except BadValueError as problem:
            findings.append(problem.finding(source.line(line.number)))
            continue
        if isinstance(figure, Finding):
            findings.append(figure)
        elif figure.address in figures:
            first = figures[figure.address].source.place
            findings.append(
                source.finding(
                    "duplicate-key", SAME_VALUE, line=line.number, address=str(figure.address), first=first
                )
            )
        else:
            figures[figure.address] = figure
    return Reading(figures, tuple(findings))


def _figure(
    source: SourceFile, line: Line, measures: Mapping[str, MeasureDefinition], organisation: Organisation
) -> Figure | Finding:
    number = line.number
    if line["Enhet"] not in organisation:
        return source.finding("unknown-unit", UNKNOWN_UNIT, line=number, code=line["Enhet"])
    definition = measures.get(line["Mått"])
    if definition is None:
        return source.finding("unknown-measure", UNKNOWN_MEASURE, line=number, measure=line["Mått"])
    if not line["Mätvärde"]:
        return source.finding("no-value", NO_VALUE, line=number, severity=Severity.QUESTION)
    scenario, *cuts = line["Kolumn"].split() or [""]
    pairs = tuple((name, value) for name, _sign, value in (cut.partition("=") for cut in cuts))
    try:
        address = Address(
            line["Mått"], Scope(line["Enhet"]), period(line["Period"]), Scenario(scenario), pairs
        )
    except BadValueError:
        raise
    except ValueError:
        expected = tuple(word.value for word in Scenario)
        return source.finding(
            "column-word", UNKNOWN_COLUMN, line=number, text=line["Kolumn"], expected=expected
        )
    value = exact(line["Mätvärde"])
    unit = definition.unit
    if _outside(value, unit):
        return source.finding("range", OUT_OF_RANGE, line=number, value=line["Mätvärde"], unit=unit.symbol)
    written = swedish.read_number(line["Mätvärde"])
    decimals = written.decimals if isinstance(written, Numeral) else 0
    place = Source(source.name, f"rad {number}")
    if line["Källa"]:
        place = Source(line["Källa"], line["Plats i källan"])
    if unit.dimension is Dimension.MONEY and unit != KR:
        # Precision goes with the unit: 2,5 mnkr is known to hundreds of thousands of kronor.
        value, decimals, unit = unit.convert(value, to=KR), decimals - places(unit), KR
    return Figure(address, value, unit, decimals, place, definition.name, _grounds(line))


def _grounds(line: Line) -> Grounds | None:
    """What the value is made of; None where the line says nothing of it."""
    if not any(line[column] for column in GROUNDS):
        return None
    above, below, answers = (exact(line[column]) if line[column] else None for column in GROUNDS[:3])
    if answers is not None and (answers != answers.to_integral_value() or answers < 0):
        raise BadValueError(NOT_A_COUNT, text=line["Svar"])
    return Grounds(above, below, None if answers is None else int(answers), line["Förklaring"])


def places(unit: Unit) -> int:
    """How many decimals more a unit of money has than the krona."""
    return len(str(int(unit.factor))) - 1


def _outside(value: Decimal, unit: Unit) -> bool:
    too_low = unit.min_value is not None and value < unit.min_value
    return too_low or (unit.max_value is not None and value > unit.max_value)
