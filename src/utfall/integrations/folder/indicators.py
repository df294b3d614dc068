"""indikatorer.yaml: indicators with targets, how they depend on each other, and the surveys behind them."""

from typing import Any

from utfall.domain.indicators import (
    Awaited,
    Comparator,
    DirectionOfGood,
    Indicator,
    IndicatorKind,
    IndicatorRelation,
    IndicatorRelationKind,
    Target,
)
from utfall.domain.snapshot import Coded
from utfall.domain.surveys import Index, Question, Survey
from utfall.integrations.folder.objects import Objects, made, texts
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.values import BadValueError, day, exact, known_unit, period
from utfall.integrations.folder.yaml_source import Tree, kind_of, load
from utfall.locale import mark as _

TARGET_VALUE = _("{code}: ett mål har ett värde, utom när det bara ska öka. Lägg till eller ta bort värde.")


def identify(source: SourceFile) -> bool:
    """Whether the file holds indicators."""
    return kind_of(source) == "indikatorer"


def read(source: SourceFile) -> Reading[Objects]:
    """Indicators, relations, surveys, questions and indices, in the order they are written."""
    tree = load(source, "indikatorer")
    if not isinstance(tree, Tree):
        return Reading(Objects(), tree)
    plain, findings = made(tree, {"indikatorer": _indicator, "samband": _relation, "enkäter": _survey})
    items: list[Coded] = list(plain.items)
    places = dict(plain.places)
    for number, survey in enumerate(tree.data.get("enkäter", ())):
        inner = Tree({**survey, "frågor": survey.get("frågor", []), "index": survey.get("index", [])},
                     {path[2:]: line for path, line in tree.lines.items() if path[:2] == ("enkäter", number)}, source)  # fmt: skip
        code = survey["kod"]
        below, faults = made(
            inner,
            {
                "frågor": lambda fields, code=code: _question(fields, code),  # type: ignore[misc]
                "index": lambda fields, code=code: _index(fields, code),  # type: ignore[misc]
            },
        )
        items += below.items
        places |= below.places
        findings = (*findings, *faults)
    return Reading(Objects(tuple(items), places), findings)


def _indicator(fields: dict[str, Any]) -> Indicator:
    return Indicator(
        code=fields["kod"],
        name=fields["namn"],
        measure=fields["mått"],
        unit=known_unit(fields["enhet"]),
        decimals=fields["decimaler"],
        kind=IndicatorKind(fields["slag"]),
        direction=DirectionOfGood(fields["riktning"]),
        scope=fields["omfattar"],
        parent=fields.get("hör_till", ""),
        targets=tuple(_target(target, fields["kod"]) for target in fields.get("mål", ())),
        base_year=fields.get("basår"),
        source=fields.get("källa", ""),
        no_value=fields.get("saknas", ""),
        kolada=fields.get("kolada", ""),
        awaited=tuple(_awaited(one) for one in fields.get("väntar", ())),
    )


def _awaited(fields: dict[str, Any]) -> Awaited:
    expected = fields.get("väntas")
    return Awaited(
        period(fields["period"]), fields["enhet"], fields["skäl"], day(expected) if expected else None
    )


def _target(fields: dict[str, Any], code: str) -> Target:
    value = exact(fields["värde"]) if "värde" in fields else None
    comparator = Comparator(fields["jämförelse"])
    if (value is None) != (comparator is Comparator.INCREASE):
        raise BadValueError(TARGET_VALUE, code=code)
    return Target(fields["år"], comparator, value, fields.get("decimaler", 0))


def _relation(fields: dict[str, Any]) -> IndicatorRelation:
    relation = IndicatorRelation(
        code=fields["kod"],
        name=fields["namn"],
        kind=IndicatorRelationKind(fields["slag"]),
        members=texts(fields["ingår"]),
        subject=fields.get("för", ""),
        question=fields.get("fråga", ""),
    )
    problem = relation.problem()
    if problem is not None:
        raise BadValueError(problem.reason, **problem.values)
    return relation


def _survey(fields: dict[str, Any]) -> Survey:
    return Survey(
        fields["kod"], fields["namn"], fields["skala"], fields["hur_ofta"],
        fields.get("antal_svar", ""), fields.get("minsta_grupp", 5),
    )  # fmt: skip


def _question(fields: dict[str, Any], survey: str) -> Question:
    return Question(
        code=fields["kod"],
        name=fields["namn"],
        survey=survey,
        measure=fields["mått"],
        unit=known_unit(fields["enhet"]),
        decimals=fields["decimaler"],
        risks=texts(fields.get("risker")),
    )


def _index(fields: dict[str, Any], survey: str) -> Index:
    return Index(fields["kod"], fields["namn"], survey, fields["indikator"], texts(fields["frågor"]))
