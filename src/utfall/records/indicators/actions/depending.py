"""How an indicator depends on others: its formula, what it is a part of, and the other answers to its question."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from utfall.domain.denied import Denied
from utfall.domain.indicators import IndicatorRelationKind
from utfall.domain.unit import PERCENT
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
NO_SHARE = _(
    "Svar på samma fråga är andelar av dem som svarar. {name} mäts inte i procent; välj en annan eller ändra måttenheten."
)
FORMULAS = (
    IndicatorRelationKind.MEAN_OF, IndicatorRelationKind.SHARE_OF, IndicatorRelationKind.SUM_OF,
    IndicatorRelationKind.DIFFERENCE, IndicatorRelationKind.ROLLING_12,
)  # fmt: skip
"""The kinds by which an indicator can be reckoned."""
_ANSWERS = IndicatorRelationKind.EXCLUSIVE_ANSWERS


@dataclass(frozen=True, slots=True)
class Dependence:
    """What was said on the indicator's page: `kind` is one of FORMULAS or None, `parts` the codes it is made of in order.

    `wholes` are the codes of what it is a part of, so that it can never be larger. `answers` are the codes of the other
    answers to the same `question`, so that together they can never be more than everybody.
    """

    kind: IndicatorRelationKind | None = None
    parts: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    question: str = ""

    def words(self) -> str:
        """As the log tells it."""
        formula = f"{self.kind.value} {', '.join(self.parts)}" if self.kind else ""
        whole = f"del av {', '.join(self.wholes)}" if self.wholes else ""
        answers = f"{_ANSWERS.value}: {', '.join(self.answers)}" if self.answers else ""
        return "; ".join(filter(None, (formula, whole, answers)))


def dependence(row: Indicator) -> Dependence:
    """How it depends on others now, as its page lets one change it."""
    formula = _formula(row)
    wholes = [code for one in _limits(row) for code in one.members]
    kind = IndicatorRelationKind(formula.kind) if formula else None
    asked = _asked(row)
    return Dependence(
        kind, tuple(formula.members) if formula else (), tuple(dict.fromkeys(wholes)),
        tuple(_others(row, asked)) if asked else (), asked.question if asked else "",
    )  # fmt: skip


def depend(row: Indicator, said: Dependence) -> Denied | None:
    """Store it; the caller takes everything back where it is refused."""
    missing = _missing(row.authority, (*said.parts, *said.wholes, *said.answers))
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
        refused = _replace(row, limits[0] if limits else None, kind, said.wholes)
        if refused is not None:
            return refused
    if (said.answers, said.question) != (before.answers, before.question):
        return _answer(row, said)
    return None


def _answer(row: Indicator, said: Dependence) -> Denied | None:
    """Put the indicator among the answers to a question, or take it out from among them."""
    stored = _asked(row)
    if not said.answers:
        if stored is not None:
            _leave(row, stored)
        return None
    wrong = _no_share(row, said.answers)
    if wrong:
        return Denied("relation.no-share", NO_SHARE, {"name": wrong})
    if stored is None:
        # Where the others are all the answers to a question that is known, this is one more of them.
        known = (one for one in _questions(row) if set(one.members) == set(said.answers))
        stored = next(known, None) or _new(row, subject="")
        stored.name = stored.name if stored.pk else said.question or row.name
    wanted = (row.code, *said.answers)
    stored.kind, stored.question = _ANSWERS.value, said.question or stored.question
    stored.members = [*(code for code in stored.members or () if code in wanted)]
    stored.members += [code for code in dict.fromkeys(wanted) if code not in stored.members]
    refused = relation_value(stored).problem()
    if refused is None:
        stored.save()
    return refused


def _leave(row: Indicator, stored: IndicatorRelation) -> None:
    """The other answers stay with each other, where there are two or more."""
    others = _others(row, stored)
    if len(others) < 2:
        stored.delete()
        return
    stored.members = others
    stored.save()


def _no_share(row: Indicator, answers: Sequence[str]) -> str:
    """The name of the first of the answers, this one included, that is no share."""
    if row.unit_of_measure != PERCENT.symbol:
        return row.name
    found = Indicator.objects.filter(authority=row.authority, code__in=answers)
    return found.exclude(unit_of_measure=PERCENT.symbol).values_list("name", flat=True).first() or ""


def _asked(row: Indicator) -> IndicatorRelation | None:
    """The first question that the indicator is an answer to."""
    return next((one for one in _questions(row) if row.code in one.members), None)


def _questions(row: Indicator) -> list[IndicatorRelation]:
    rows = IndicatorRelation.objects.filter(authority=row.authority, kind=_ANSWERS.value)
    return list(rows.order_by("position", "pk"))


def _others(row: Indicator, asked: IndicatorRelation) -> list[str]:
    return [code for code in asked.members if code != row.code]


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


def _new(row: Indicator, *, subject: str | None = None) -> IndicatorRelation:
    """A relation that is not stored yet, about the indicator unless another subject is given."""
    rows = IndicatorRelation.objects.filter(authority=row.authority)
    taken = set(rows.values_list("code", flat=True))
    taken |= set(SourceObject.objects.filter(authority=row.authority).values_list("code", flat=True))
    number = len(taken) + 1
    while f"SB{number}" in taken:
        number += 1
    last = rows.aggregate(last=Max("position"))["last"]
    return IndicatorRelation(
        authority=row.authority, code=f"SB{number}", name=row.name,
        subject=row.code if subject is None else subject, members=[], position=0 if last is None else last + 1,
    )  # fmt: skip


def _missing(authority: Authority, codes: Sequence[str]) -> str:
    known = set(Indicator.objects.filter(authority=authority, code__in=codes).values_list("code", flat=True))
    questions = SourceObject.objects.filter(authority=authority, kind="Question", code__in=codes)
    known |= set(questions.values_list("code", flat=True))
    return next((code for code in codes if code not in known), "")
