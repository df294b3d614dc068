"""How an indicator depends on others: its formula, and what it is a part of, as stored relations."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.indicators import IndicatorRelationKind
from utfall.locale import mark as _
from utfall.records.indicators.models import Indicator, IndicatorRelation, Value
from utfall.records.indicators.objects import relation_value
from utfall.records.indicators.queries.reckoning import formulas
from utfall.records.organisation.models import Authority
from utfall.records.sources.models import SourceObject

HAS_OWN = _(
    "{name} har egna utfall, och kan inte räknas ur andra. Lägg till en ny indikator för det som räknas."
)
UNKNOWN = _("Det finns ingen indikator eller enkätfråga med koden {code}.")
FORMULAS = (
    IndicatorRelationKind.MEAN_OF, IndicatorRelationKind.SHARE_OF, IndicatorRelationKind.SUM_OF,
    IndicatorRelationKind.DIFFERENCE, IndicatorRelationKind.ROLLING_12,
)  # fmt: skip
"""The kinds by which an indicator can be reckoned."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """What was said on the indicator's page: `kind` is one of FORMULAS or None, `parts` the codes it is made of in order.

    `wholes` are the codes of what it is a part of, so that it can never be larger.
    """

    kind: IndicatorRelationKind | None = None
    parts: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()

    def words(self) -> str:
        """As the log tells it."""
        formula = f"{self.kind.value} {', '.join(self.parts)}" if self.kind else ""
        return "; ".join(filter(None, (formula, f"del av {', '.join(self.wholes)}" if self.wholes else "")))


def dependence(row: Indicator) -> Dependence:
    """How it depends on others now, as its page lets one change it."""
    formula = _formula(row)
    wholes = [code for one in _limits(row) for code in one.members]
    kind = IndicatorRelationKind(formula.kind) if formula else None
    return Dependence(kind, tuple(formula.members) if formula else (), tuple(dict.fromkeys(wholes)))


def depend(row: Indicator, said: Dependence) -> Denied | None:
    """Store it; the caller takes everything back where it is refused."""
    missing = _missing(row.authority, (*said.parts, *said.wholes))
    if missing:
        return Denied("relation.unknown", UNKNOWN, {"code": missing})
    before = dependence(row)
    if (said.kind, said.parts) != (before.kind, before.parts):
        refused = _replace(row, _formula(row), said.kind, said.parts)
        if refused is not None:
            return refused
    if said.wholes != before.wholes:
        limits = _limits(row)
        for spare in limits[1:]:
            spare.delete()
        kind = IndicatorRelationKind.SUBSET_OF if said.wholes else None
        return _replace(row, limits[0] if limits else None, kind, said.wholes)
    return None


def _replace(
    row: Indicator,
    stored: IndicatorRelation | None,
    kind: IndicatorRelationKind | None,
    members: Sequence[str],
) -> Denied | None:
    if kind is None:
        if stored is not None:
            stored.delete()
        return None
    if stored is None:
        stored = _new(row)
    stored.kind, stored.members = kind.value, list(members)
    refused = relation_value(stored).problem()
    if refused is not None:
        return refused
    stored.save()
    known = formulas(row.authority)
    if stored.code in known.problems:
        return known.problems[stored.code]
    if row.code in known.of and _has_own(row):
        return Denied("relation.has-own", HAS_OWN, {"name": row.name})
    return None


def _formula(row: Indicator) -> IndicatorRelation | None:
    return next((one for one in _of(row) if relation_value(one).operation is not None), None)


def _limits(row: Indicator) -> list[IndicatorRelation]:
    """What it is a part of, and of what it is declared to be a share without being reckoned."""
    return [one for one in _of(row) if relation_value(one).operation is None]


def _of(row: Indicator) -> list[IndicatorRelation]:
    rows = IndicatorRelation.objects.filter(authority=row.authority, subject=row.code)
    return list(rows.order_by("position", "pk"))


def _has_own(row: Indicator) -> bool:
    own = Value.objects.filter(
        authority=row.authority, measure=row.measure, scope=row.scope, replaced_at=None, scenario="utfall"
    )
    return own.exists()


def _new(row: Indicator) -> IndicatorRelation:
    rows = IndicatorRelation.objects.filter(authority=row.authority)
    taken = set(rows.values_list("code", flat=True))
    taken |= set(SourceObject.objects.filter(authority=row.authority).values_list("code", flat=True))
    number = len(taken) + 1
    while f"SB{number}" in taken:
        number += 1
    last = rows.aggregate(last=Max("position"))["last"]
    return IndicatorRelation(
        authority=row.authority, code=f"SB{number}", name=row.name, subject=row.code,
        position=0 if last is None else last + 1,
    )  # fmt: skip


def _missing(authority: Authority, codes: Sequence[str]) -> str:
    known = set(Indicator.objects.filter(authority=authority, code__in=codes).values_list("code", flat=True))
    questions = SourceObject.objects.filter(authority=authority, kind="Question", code__in=codes)
    known |= set(questions.values_list("code", flat=True))
    return next((code for code in codes if code not in known), "")
