"""The recovery plan as a document: the deficit, the measures, the three years, and what is not covered."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from utfall.documents.model import (
    Block,
    Cell,
    Document,
    HeaderRole,
    Heading,
    Missing,
    Number,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
)
from utfall.domain import swedish
from utfall.domain.interval import rounded
from utfall.domain.money import Money
from utfall.domain.planning import Measure, RecoveryPlan
from utfall.domain.planning.recovery import YEARS
from utfall.domain.unit import TKR, Unit
from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _

NONE_STATED = "Ingen effekt angiven"
_LAW = (
    "Enligt 11 kap. 12 § kommunallagen ska ett negativt resultat regleras och det egna kapitalet återställas under de "
    "närmast följande tre åren."
)
NOTHING_TO_RECOVER = _("Det finns inget underskott att återställa.")
COVERED = _("Beslutade åtgärder täcker hela underskottet till och med {year}.")
LEFT = _("Beslutade åtgärder lämnar {left} utan täckning efter {year}.")
COVERED_WITH_PROPOSED = _("Om också förslagen beslutas täcks hela underskottet.")
LEFT_STILL = _("Även om förslagen beslutas återstår {after}.")


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands round the plan: whose it is, which result it is about in words, when it was made, units by code."""

    organisation: str
    result: str
    made_at: dt.datetime
    names: dict[str, str]


def recovery_document(plan: RecoveryPlan, setting: Setting) -> Document:
    """The plan as a document that every renderer can write; amounts in tkr."""
    blocks = (
        Heading(1, (Text(f"Åtgärdsplan för ekonomi i balans {plan.year + 1}–{plan.year + YEARS}"),)),
        Paragraph((Text(_LAW),)),
        *_deficit(plan, setting),
        Heading(2, (Text("År för år"),)),
        _years(plan),
        *_measures("Beslutade åtgärder", plan.decided, plan, setting),
        *_measures("Åtgärder som inte är beslutade", plan.proposed, plan, setting),
        *_measures("Åtgärder vars effekt hamnar hos annan nämnd", plan.others, plan, setting),
    )
    return Document(
        title=f"Åtgärdsplan för ekonomi i balans, {setting.organisation}",
        language="sv",
        blocks=blocks,
        organisation=setting.organisation,
        made_at=setting.made_at.isoformat(),
    )


def covered(plan: RecoveryPlan, language: str = SWEDISH) -> str:
    """In words whether the decided measures cover the deficit within the three years."""
    last = plan.years[-1]
    values = {"left": _tkr(last.left), "year": str(last.year), "after": _tkr(last.left_with_proposed)}
    if not plan.deficit:
        messages: tuple[str, ...] = (NOTHING_TO_RECOVER,)
    elif not last.left:
        messages, values["year"] = (COVERED,), str(next(one.year for one in plan.years if not one.left))
    else:
        messages = (LEFT, LEFT_STILL if last.left_with_proposed else COVERED_WITH_PROPOSED)
    return " ".join(translate(message, language).format_map(values) for message in messages)


def _deficit(plan: RecoveryPlan, setting: Setting) -> Iterator[Block]:
    yield Heading(2, (Text("Underskottet"),))
    about = (
        (Text(f"{setting.organisation} har {setting.result} {plan.year} på "), _number(-plan.deficit, bare=False), Text("."))
        if plan.deficit
        else (Text(f"{setting.organisation} har inget underskott i {setting.result} {plan.year}."),)
    )  # fmt: skip
    yield Paragraph(about)
    yield Paragraph((Text(covered(plan)),))


def _years(plan: RecoveryPlan) -> Table:
    labels = ("År", "Beslutade åtgärder", "Förslag", "Återstår", "Återstår om förslagen beslutas")
    rows = [
        Row(
            (
                Cell((Text(str(year.year)),), HeaderRole.ROW),
                *(
                    Cell((_number(amount),))
                    for amount in (year.decided, year.proposed, year.left, year.left_with_proposed)
                ),
            )
        )
        for year in plan.years
    ]
    caption = (Text("Underskottet att återställa och åtgärdernas effekt på egen budget, tkr"),)
    return Table(caption, (_head(labels), *rows), TKR)


def _measures(
    title: str, measures: tuple[Measure, ...], plan: RecoveryPlan, setting: Setting
) -> Iterator[Block]:
    if not measures:
        return
    yield Heading(2, (Text(title),))
    years = [year.year for year in plan.years]
    labels = ("Åtgärd", "Enhet", "Villkor eller beslut", *(f"Effekt {year}" for year in years))
    rows = [
        Row(
            (
                Cell((Text(one.name),), HeaderRole.ROW),
                Cell((Text(setting.names.get(one.unit, one.unit)),)),
                Cell((Text(one.decision or one.condition or one.deciding_body),)),
                *(_effect(one, year) for year in years),
            )
        )
        for one in measures
    ]
    sums = (_sum(measures, year) for year in years)
    total = Row((Cell((Text("Summa"),), HeaderRole.ROW), Cell(), Cell(), *sums), RowKind.TOTAL)
    yield Table((Text(f"{title}, tkr"),), (_head(labels), *rows, total), TKR)


def _effect(measure: Measure, year: int) -> Cell:
    amount = measure.effect(year)
    return Cell((Missing(NONE_STATED),) if amount is None else (_number(amount),))


def _sum(measures: Iterable[Measure], year: int) -> Cell:
    stated = [amount for one in measures if (amount := one.effect(year)) is not None]
    return Cell((_number(Money(sum(one.öre for one in stated))),))


def _head(labels: Iterable[str]) -> Row:
    return Row(tuple(Cell((Text(label),), HeaderRole.COLUMN) for label in labels), RowKind.HEADER)


def _number(amount: Money, *, bare: bool = True, unit: Unit = TKR) -> Number:
    value = amount.amount(unit)
    text = swedish.number(value, 0) if bare else swedish.quantity(value, unit, 0)
    return Number(text, rounded(value, 0), 0, unit)


def _tkr(amount: Money) -> str:
    return swedish.quantity(amount.amount(TKR), TKR, 0)
