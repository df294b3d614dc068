"""Needs in order of priority, what was decided of them, and what goes into the budget of the year."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain.planning.need import Need as Value
from utfall.domain.planning.need import NeedDecision, NeedKind, total_asked, total_into_budget
from utfall.domain.recurrence import Recurrence
from utfall.locale import mark as _
from utfall.records.planning.models import Need
from utfall.records.planning.objects import need_value
from utfall.web.finance.yearly import Around, Yearly, around
from utfall.web.shell.workbook import Column, Sheet

DECISION_WORDS = {
    NeedDecision.PROPOSED: _("Föreslaget"),
    NeedDecision.PRIORITISED: _("Prioriterat"),
    NeedDecision.GRANTED: _("Beviljat"),
    NeedDecision.REJECTED: _("Avslaget"),
}
KIND_WORDS = {NeedKind.MEANS: _("Medel"), NeedKind.PREMISES: _("Lokal")}
VIEWS = {
    "alla": (_("Alla"), tuple(NeedDecision)),
    "oppna": (_("Att besluta"), (NeedDecision.PROPOSED, NeedDecision.PRIORITISED)),
    "budget": (_("Till budget"), (NeedDecision.GRANTED,)),
    "avslagna": (_("Avslagna"), (NeedDecision.REJECTED,)),
}
"""The choices of what is shown: the word, and the decisions."""


@dataclass(frozen=True, slots=True)
class Row:
    """A need; `up` and `down` are where the buttons lead, empty where it cannot move."""

    number: int
    name: str
    href: str
    unit: str
    kind: str
    benefit: str
    funding: str
    amount: str
    recurrence: str
    decision: str
    decided: tuple[str, ...]
    into_budget: str
    notice: str
    up: bool
    down: bool
    move: str
    decide: str


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """What a unit and those below it ask for in the budget of a year."""

    title: str
    lead: str
    around: Around
    tabs: tuple[tuple[str, str, bool], ...]
    rows: tuple[Row, ...]
    sums: tuple[tuple[str, str, str], ...]
    """Words, what is asked for and what goes into the budget."""
    add: str


def needs(found: Yearly, rows: tuple[Need, ...], view: str, *, may_decide: Iterable[str]) -> NeedsPage:
    """The page; `view` is a key of VIEWS, `may_decide` the units whose needs she may record decisions about."""
    here = reverse("finance:needs", args=(found.unit.code, found.year))
    chosen = view if view in VIEWS else "alla"
    shown = [row for row in rows if NeedDecision(row.decision) in VIEWS[chosen][1]]
    deciding, orders = set(may_decide), found.may_write() and chosen == "alla"
    values = [need_value(row) for row in shown]
    return NeedsPage(
        title=gettext(_("Behov till budget %(year)s")) % {"year": found.year},
        lead=gettext(_("I prioritetsordning. Ett beviljat behov går in i budgeten för året.")),
        around=around(found, "finance:needs", "needs"),
        tabs=tuple(
            (gettext(word), f"{here}?visa={key}" if key != "alla" else here, key == chosen)
            for key, (word, _decisions) in VIEWS.items()
        ),
        rows=tuple(
            _row(found, row, value, place, len(shown), orders=orders, deciding=row.unit.code in deciding)
            for place, (row, value) in enumerate(zip(shown, values, strict=True), start=1)
        ),
        sums=tuple(_sums(found, values)),
        add=reverse("finance:add_need", args=(found.unit.code, found.year)) if found.may_write() else "",
    )


def _row(
    found: Yearly, row: Need, value: Value, place: int, count: int, *, orders: bool, deciding: bool
) -> Row:
    at = (found.unit.code, found.year, row.pk)
    return Row(
        number=place,
        name=row.name,
        href=reverse("finance:need", args=at) if found.may_write(row.unit) else "",
        unit=row.unit.name,
        kind=gettext(KIND_WORDS[value.kind]) if value.kind is NeedKind.PREMISES else "",
        benefit=row.benefit,
        funding=row.funding,
        amount=found.money(value.amount),
        recurrence=gettext(value.recurrence.word),
        decision=DECISION_WORDS[value.decision],
        decided=tuple(filter(None, (row.decided_by, _day(row.decided_on)))),
        into_budget=found.money(value.into_budget) if value.decision is NeedDecision.GRANTED else "",
        notice=_day(row.notice_on),
        up=orders and place > 1,
        down=orders and place < count,
        move=reverse("finance:move_need", args=at) if orders else "",
        decide=reverse("finance:decide_need", args=at) if deciding else "",
    )


def _sums(found: Yearly, values: list[Value]) -> Iterable[tuple[str, str, str]]:
    if not values:
        return
    for recurrence, word in ((Recurrence.LASTING, _("Varaktiga")), (Recurrence.ONE_OFF, _("Engångs"))):
        part = [one for one in values if one.recurrence is recurrence]
        asked, granted = total_asked(part), total_into_budget(part)
        yield gettext(word), found.money(asked), found.money(granted)
    yield gettext(_("Summa")), found.money(total_asked(values)), found.money(total_into_budget(values))


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def sheet(page: NeedsPage, code: str, year: int) -> Sheet:
    """The list as a workbook: with the view `Till budget` it is what goes into the budget of the year."""
    words = (
        (_("Prioritet"), True), (_("Behov"), False), (_("Enhet"), False), (_("Slag"), False), (_("Nytta"), False),
        (_("Finansiering"), False), (_("Belopp"), True), (_("Varaktighet"), False), (_("Beslut"), False),
        (_("Beslutat"), False), (_("Till budget"), True), (_("Uppsagd"), False),
    )  # fmt: skip
    view = next(word for word, _href, current in page.tabs if current)
    return Sheet(
        name=f"behov-{code}-{year}",
        caption=f"{page.title}, {page.around.scale}",
        about=(page.around.unit, view),
        columns=tuple(Column(gettext(word), number=number) for word, number in words),
        rows=(
            *(
                (str(row.number), row.name, row.unit, row.kind, row.benefit, row.funding, row.amount, row.recurrence,
                 gettext(row.decision), ", ".join(row.decided), row.into_budget or None, row.notice)
                for row in page.rows
            ),
            *(
                (None, word, None, None, None, None, asked, None, None, None, granted, None)
                for word, asked, granted in page.sums
            ),
        ),
        totals=len(page.sums),
    )  # fmt: skip
