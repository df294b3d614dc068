"""Indicators as figures: outcomes as measured, targets, and what follows from them by declared relations."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import Indicator, IndicatorRelation, IndicatorRelationKind
from utfall.domain.interval import Interval, total
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded
from utfall.domain.surveys import Index, Question
from utfall.domain.swedish import quantity
from utfall.locale import mark as _

TOO_MUCH = _("{name}: svaren utesluter varandra men är tillsammans {sum}. Rätta mätvärdena eller sambandet.")
LARGER = _(
    "{part} ({part_value}) är större än {whole} ({whole_value}) som den är en del av. Rätta mätvärdena."
)
MEASURED = _("{name} räknas ur andra siffror och ska inte skrivas som mätvärde. Ta bort raden.")
Found = dict[Address, Figure]


def indicator_figures(
    objects: Mapping[str, Coded], places: Mapping[str, str], measured: Mapping[Address, Figure]
) -> tuple[Found, tuple[Finding, ...]]:
    """The measured figures with targets, means and differences added, and where they contradict the relations.

    An index is the exact mean of its questions, and a declared mean that of its members; both are made for every
    period that all members have. A figure that is declared to follow from others and is measured too is a finding.
    """
    figures: Found = dict(measured)
    for item in objects.values():
        if isinstance(item, Indicator):
            figures |= {figure.address: figure for figure in _targets(item)}
    findings: list[Finding] = []
    for index in (item for item in objects.values() if isinstance(item, Index)):
        subject = objects.get(index.indicator)
        members = _members(objects, index.questions)
        if isinstance(subject, Indicator) and members:
            findings += _derive(figures, measured, subject, members, _mean)
    relations = [item for item in objects.values() if isinstance(item, IndicatorRelation)]
    for relation in relations:
        where = places.get(relation.code, "")
        findings += _relate(figures, measured, objects, relation, where)
    return figures, tuple(findings)


def _targets(item: Indicator) -> Iterator[Figure]:
    for target in item.targets:
        if target.value is not None:
            address = Address(item.measure, Scope(item.scope), Period.year(target.year), Scenario.TARGET)
            source = Source(f"indikator {item.code}", f"mål {target.year}")
            yield Figure(address, target.value, item.unit, target.decimals, source, item.name)


def _members(objects: Mapping[str, Coded], codes: tuple[str, ...]) -> list[Indicator | Question]:
    found = [objects.get(code) for code in codes]
    members = [item for item in found if isinstance(item, Indicator | Question)]
    return members if len(members) == len(codes) else []


def _relate(
    figures: Found, measured: Mapping[Address, Figure], objects: Mapping[str, Coded], relation: IndicatorRelation,
    where: str,
) -> Iterator[Finding]:  # fmt: skip
    members = _members(objects, relation.members)
    subject = objects.get(relation.subject)
    if not members:
        return
    match relation.kind:
        case IndicatorRelationKind.EXCLUSIVE_ANSWERS:
            yield from _exclusive(figures, members, relation, where)
        case IndicatorRelationKind.MEAN_OF if isinstance(subject, Indicator):
            yield from _derive(figures, measured, subject, members, _mean)
        case IndicatorRelationKind.DIFFERENCE if isinstance(subject, Indicator):
            yield from _derive(figures, measured, subject, members, _difference)
        case IndicatorRelationKind.SUBSET_OF | IndicatorRelationKind.SHARE_OF if isinstance(
            subject, Indicator
        ):
            yield from _subset(figures, subject, members[0], where)
        case _:
            return


def _values(
    figures: Mapping[Address, Figure], item: Indicator | Question
) -> dict[tuple[Period, object], Figure]:
    return {
        (address.period, address.cuts): figure
        for address, figure in figures.items()
        if address.measure == item.measure and address.scenario is Scenario.OUTCOME
    }


def _derive(
    figures: Found, measured: Mapping[Address, Figure], subject: Indicator, members: list[Indicator | Question],
    how: Callable[[list[Figure]], Decimal],
) -> Iterator[Finding]:  # fmt: skip
    for figure in _values(measured, subject).values():
        yield Finding("source.derived", Severity.ERROR, str(figure.source), MEASURED, {"name": subject.name})
    columns = [_values(figures, member) for member in members]
    for key in columns[0]:
        if all(key in column for column in columns):
            parts = [column[key] for column in columns]
            first = parts[0].address
            address = Address(
                subject.measure, Scope(subject.scope), first.period, Scenario.OUTCOME, first.cuts
            )
            formula = f"{_WORDS[how]} {', '.join(member.measure for member in members)}"
            value = how(parts)
            decimals = max(-int(value.normalize().as_tuple().exponent), *(part.decimals for part in parts))
            figures[address] = Figure(
                address, value, subject.unit, decimals, Source("härledd", formula), subject.name
            )


def _mean(parts: list[Figure]) -> Decimal:
    exact = sum((part.value for part in parts), Decimal(0)) / len(parts)
    # Twelve decimals are far beyond what is printed; a mean that ends earlier stays as short as it is.
    return round(exact, 12).normalize()


def _difference(parts: list[Figure]) -> Decimal:
    return parts[0].value - sum((part.value for part in parts[1:]), Decimal(0))


_WORDS: Mapping[Callable[[list[Figure]], Decimal], str] = {
    _mean: "medelvärde av",
    _difference: "skillnad mellan",
}


def _exclusive(
    figures: Found, members: list[Indicator | Question], relation: IndicatorRelation, where: str
) -> Iterator[Finding]:
    columns = [_values(figures, member) for member in members]
    for key in columns[0]:
        parts = [column[key] for column in columns if key in column]
        whole: Interval = total(part.interval for part in parts)
        if whole.low > 100:
            shown = quantity(
                sum((part.value for part in parts), Decimal(0)), parts[0].unit, parts[0].decimals
            )
            yield Finding("source.exclusive-answers", Severity.ERROR, where, TOO_MUCH,
                          {"name": relation.name, "sum": shown})  # fmt: skip


def _subset(figures: Found, subject: Indicator, whole: Indicator | Question, where: str) -> Iterator[Finding]:
    wholes = _values(figures, whole)
    for key, part in _values(figures, subject).items():
        around = wholes.get(key)
        if around is not None and part.interval.low > around.interval.high:
            values = {
                "part": subject.name, "part_value": quantity(part.value, part.unit, part.decimals),
                "whole": whole.name, "whole_value": quantity(around.value, around.unit, around.decimals),
            }  # fmt: skip
            yield Finding("source.subset", Severity.ERROR, where, LARGER, values)
