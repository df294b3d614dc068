"""How indicators are printed: values, targets, formulas, differences, each in words."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext

from utfall.domain.indicators import Comparator, DirectionOfGood, IndicatorRelationKind, Target
from utfall.domain.swedish import quantity
from utfall.domain.unit import PERCENT, PERCENTAGE_POINTS, Unit
from utfall.locale import mark as _
from utfall.records.indicators.models import Indicator, IndicatorRelation
from utfall.records.indicators.queries.measured import Measured

COMPARATOR_WORDS = {
    Comparator.AT_LEAST: _("minst"),
    Comparator.AT_MOST: _("högst"),
    Comparator.MORE_THAN: _("över"),
    Comparator.EXACTLY: _("exakt"),
    Comparator.INCREASE: _("ökar"),
}
DIRECTION_WORDS = {
    DirectionOfGood.HIGHER: _("Högre är bättre"),
    DirectionOfGood.LOWER: _("Lägre är bättre"),
    DirectionOfGood.NONE: _("Ingen riktning är bättre"),
}
SEX_WORDS = {"k": _("Kvinnor"), "m": _("Män")}
_FORMULAS = {
    IndicatorRelationKind.MEAN_OF: _("Medelvärdet av %(parts)s"),
    IndicatorRelationKind.SHARE_OF: _("Andelen av %(parts)s"),
    IndicatorRelationKind.SUM_OF: _("Summan av %(parts)s"),
    IndicatorRelationKind.DIFFERENCE: _("Skillnaden mellan %(parts)s"),
    IndicatorRelationKind.ROLLING_12: _("Summan av tolv månader av %(parts)s"),
    IndicatorRelationKind.SUBSET_OF: _("Del av %(parts)s"),
    IndicatorRelationKind.EXCLUSIVE_ANSWERS: _("Utesluter %(parts)s (svar på samma fråga)"),
}
_SHARE_OF_TWO = _("%(part)s i procent av %(whole)s")
_AS_PART = {
    IndicatorRelationKind.MEAN_OF: _("Ingår i medelvärdet %(subject)s"),
    IndicatorRelationKind.SHARE_OF: _("Ingår i andelen %(subject)s"),
    IndicatorRelationKind.SUM_OF: _("Ingår i summan %(subject)s"),
    IndicatorRelationKind.DIFFERENCE: _("Ingår i skillnaden %(subject)s"),
    IndicatorRelationKind.ROLLING_12: _("Ingår i de rullande tolv månaderna %(subject)s"),
    IndicatorRelationKind.SUBSET_OF: _("%(subject)s är en del av den"),
    IndicatorRelationKind.EXCLUSIVE_ANSWERS: "",
}
FORMULA_WORDS = {
    IndicatorRelationKind.MEAN_OF: _("Medelvärde av delarna"),
    IndicatorRelationKind.SHARE_OF: _("Den första delen i procent av den andra"),
    IndicatorRelationKind.SUM_OF: _("Summa av delarna"),
    IndicatorRelationKind.DIFFERENCE: _("Den första delen minus de andra"),
    IndicatorRelationKind.ROLLING_12: _("Summa av delens senaste tolv månader"),
}


def printed(one: Measured | None, unit: Unit) -> str:
    """The outcome with its unit, with the decimals it is known by; a dash where there is none."""
    return quantity(one.value, unit, one.decimals) if one else "–"


def target(one: Target | None, unit: Unit) -> str:
    """Such as `minst 75 % 2027`."""
    if one is None:
        return ""
    value = "" if one.value is None else f" {quantity(one.value, unit, one.decimals)}"
    return f"{gettext(COMPARATOR_WORDS[one.comparator])}{value} {one.year}"


def distance(value: Decimal, goal: Decimal, unit: Unit, decimals: int) -> str:
    """How far it is to the target; between shares in percentage points."""
    return quantity(abs(goal - value), PERCENTAGE_POINTS if unit == PERCENT else unit, decimals)


def formula(row: Indicator, relation: IndicatorRelation, names: Mapping[str, Indicator]) -> str:
    """What the indicator depends on, or what depends on it, in words."""
    kind = IndicatorRelationKind(relation.kind)
    if kind is IndicatorRelationKind.SHARE_OF and relation.subject == row.code and len(relation.members) == 2:
        part, whole = (_name(code, names) for code in relation.members)
        return gettext(_SHARE_OF_TWO) % {"part": part, "whole": whole}
    if relation.subject == row.code or not relation.subject:
        others = [code for code in relation.members if code != row.code]
        parts = ", ".join(_name(code, names) for code in others)
        return gettext(_FORMULAS[kind]) % {"parts": parts}
    return gettext(_AS_PART[kind]) % {"subject": _name(relation.subject, names)}


def _name(code: str, names: Mapping[str, Indicator]) -> str:
    found = names.get(code)
    return f"”{found.name}”" if found else code
