"""Indicators as figures: outcomes as measured, targets, and what follows from them by declared relations."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from utfall.domain.figure import Address, Figure, Scope, Source
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import (
    Declared,
    Indicator,
    IndicatorRelation,
    IndicatorRelationKind,
    declared,
    derive,
    members,
)
from utfall.domain.interval import Interval, total
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Coded
from utfall.domain.surveys import Question
from utfall.domain.swedish import quantity
from utfall.locale import mark as _

TOO_MUCH = _("{name}: svaren utesluter varandra men är tillsammans {sum}. Rätta mätvärdena eller sambandet.")
LARGER = _(
    "{part} ({part_value}) är större än {whole} ({whole_value}) som den är en del av. Rätta mätvärdena."
)
MEASURED = _("{name} räknas ur andra siffror och ska inte skrivas som mätvärde. Ta bort raden.")
Found = dict[Address, Figure]
_Key: TypeAlias = tuple[str, Period, tuple[tuple[str, str], ...]]


def indicator_figures(
    objects: Mapping[str, Coded], places: Mapping[str, str], measured: Mapping[Address, Figure]
) -> tuple[Found, tuple[Finding, ...]]:
    """The measured figures with targets and what formulas give added, and where they contradict the relations.

    An index is the exact mean of its questions. A figure that is declared to follow from others and is measured too,
    for the same unit, is a finding, and so is a formula that cannot be.
    """
    figures: Found = dict(measured)
    for item in objects.values():
        if isinstance(item, Indicator):
            figures |= {figure.address: figure for figure in _targets(item)}
    formulas = declared(objects)
    findings = [
        Finding(
            f"source.{problem.code}",
            Severity.ERROR,
            places.get(code, ""),
            problem.reason,
            dict(problem.values),
        )
        for code, problem in formulas.problems.items()
    ]
    findings += _typed(formulas, measured)
    figures |= {figure.address: figure for figure in derive(formulas.ordered, figures.values())}
    for relation in (item for item in objects.values() if isinstance(item, IndicatorRelation)):
        findings += _limits(figures, objects, relation, places.get(relation.code, ""))
    return figures, tuple(findings)


def _typed(formulas: Declared, measured: Mapping[Address, Figure]) -> Iterator[Finding]:
    """Values written for what is reckoned."""
    names = {(one.subject.measure, one.subject.scope): one.subject.name for one in formulas.ordered}
    for address, figure in measured.items():
        name = names.get((address.measure, address.scope.code))
        if name is not None and address.scenario is Scenario.OUTCOME:
            yield Finding("source.derived", Severity.ERROR, str(figure.source), MEASURED, {"name": name})


def _targets(item: Indicator) -> Iterator[Figure]:
    for target in item.targets:
        if target.value is not None:
            address = Address(item.measure, Scope(item.scope), Period.year(target.year), Scenario.TARGET)
            source = Source(f"indikator {item.code}", f"mål {target.year}")
            yield Figure(address, target.value, item.unit, target.decimals, source, item.name)


def _limits(
    figures: Found, objects: Mapping[str, Coded], relation: IndicatorRelation, where: str
) -> Iterator[Finding]:
    """Where the figures are not as the relation says that they must be."""
    items = members(objects, relation.members)
    subject = objects.get(relation.subject)
    if not items:
        return
    match relation.kind:
        case IndicatorRelationKind.EXCLUSIVE_ANSWERS:
            yield from _exclusive(figures, items, relation, where)
        case IndicatorRelationKind.SHARE_OF if len(items) == 2:
            # The whole of a share is its second member, and the first a part of it.
            yield from _subset(figures, items[0], items[1], where)
        case IndicatorRelationKind.SUBSET_OF | IndicatorRelationKind.SHARE_OF if isinstance(
            subject, Indicator
        ):
            for whole in items:
                yield from _subset(figures, subject, whole, where)
        case _:
            return


def _values(figures: Mapping[Address, Figure], item: Indicator | Question) -> dict[_Key, Figure]:
    """By unit (empty for the one that the indicator is of), period and cuts."""
    home = item.scope if isinstance(item, Indicator) else ""
    return {
        ("" if address.scope.code == home else address.scope.code, address.period, address.cuts): figure
        for address, figure in figures.items()
        if address.measure == item.measure and address.scenario is Scenario.OUTCOME
    }


def _exclusive(
    figures: Found, items: tuple[Indicator | Question, ...], relation: IndicatorRelation, where: str
) -> Iterator[Finding]:
    columns = [_values(figures, item) for item in items]
    for key in columns[0]:
        parts = [column[key] for column in columns if key in column]
        whole: Interval = total(part.interval for part in parts)
        if whole.low > 100:
            shown = quantity(
                sum((part.value for part in parts), Decimal(0)), parts[0].unit, parts[0].decimals
            )
            yield Finding("source.exclusive-answers", Severity.ERROR, where, TOO_MUCH,
                          {"name": relation.name, "sum": shown})  # fmt: skip


def _subset(
    figures: Found, subject: Indicator | Question, whole: Indicator | Question, where: str
) -> Iterator[Finding]:
    wholes = _values(figures, whole)
    for key, part in _values(figures, subject).items():
        around = wholes.get(key)
        if around is not None and part.interval.low > around.interval.high:
            values = {
                "part": subject.name, "part_value": quantity(part.value, part.unit, part.decimals),
                "whole": whole.name, "whole_value": quantity(around.value, around.unit, around.decimals),
            }  # fmt: skip
            yield Finding("source.subset", Severity.ERROR, where, LARGER, values)
