"""What the list of measures shows."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.money import Money
from utfall.domain.planning import Measure, MeasureState, split, total_effect
from utfall.domain.unit import TKR
from utfall.locale import mark as _
from utfall.records.organisation.models import OrgUnit
from utfall.records.planning.models import Measure as Row
from utfall.records.planning.objects.measures import measure_value
from utfall.web.finance.pages.measure_words import standing
from utfall.web.finance.ways import Here, Tab, ways
from utfall.web.shell import workbook

TABS = (("", _("Alla")), ("ja", _("Beslutade")), ("nej", _("Ej beslutade")), ("sena", _("Försenade")))
"""The values of `beslut`; the first is all but those abandoned, which stand under a tab of their own if there are any."""
ABANDONED = ("avforda", _("Avförda"))
GROUPS = (("", _("ingen")), ("mal", _("mål")), ("enhet", _("enhet")), ("ansvarig", _("ansvarig")))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    unit: str
    decision: str = ""
    group: str = ""
    year: int = 0

    def href(self, **other: object) -> str:
        """The same list with something else chosen."""
        said = {"enhet": self.unit, "beslut": self.decision, "grupp": self.group, **other}
        kept = {key: value for key, value in said.items() if value or key == "enhet"}
        return f"{reverse('finance:measures')}?{urlencode(kept)}"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in the table; effects are printed in tkr, empty where none is stated."""

    title: str
    href: str
    belongs: str
    condition: str
    unit: str
    owner: str
    due: str
    effects: tuple[str, ...]
    status: str
    others: bool
    secret: bool


@dataclass(frozen=True, slots=True)
class GroupOfRows:
    """Rows under one heading; without one where they are not grouped."""

    title: str
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum by year, in tkr; `whole` adds up the ones above it."""

    title: str
    amounts: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """The measures of a unit and all below it."""

    title: str
    unit: str
    committee: str
    ways: tuple[Tab, ...]
    tabs: tuple[Tab, ...]
    groups: tuple[Tab, ...]
    years: tuple[int, int]
    parts: tuple[GroupOfRows, ...]
    sums: tuple[Sum, ...]
    count: int
    some_are_secret: bool
    add: str
    effects: str
    plan: str


def measures(
    rows: Iterable[Row], unit: OrgUnit, asked: Asked, *, month: str, may_add: bool, today: dt.date
) -> MeasuresPage:
    """The page; `rows` are those that she may see."""
    every = tuple((row, measure_value(row)) for row in rows)
    years = (asked.year, asked.year + 1)
    shown = tuple(pair for pair in every if _is_of(pair[1], asked.decision, today))
    own = unit.authority.code if unit.authority else ""
    return MeasuresPage(
        title=gettext(_("Åtgärder")),
        unit=unit.name,
        committee=unit.authority.name if unit.authority else "",
        ways=ways(Here(unit.code, own, month), "measures"),
        tabs=tuple(_tabs([value for _row, value in every], asked, today)),
        groups=tuple((gettext(word), asked.href(grupp=key), key == asked.group) for key, word in GROUPS),
        years=years,
        parts=tuple(_grouped(shown, asked.group, years, own, today)),
        sums=tuple(_sums([value for _row, value in shown], years, own)),
        count=len(shown),
        some_are_secret=any(not row.released for row, _value in shown),
        add=f"{reverse('finance:add_measure')}?enhet={unit.code}" if may_add else "",
        effects=f"{reverse('finance:effects')}?enhet={unit.code}",
        plan=f"{reverse('finance:recovery')}?enhet={unit.code}",
    )


def sheet(page: MeasuresPage, code: str) -> workbook.Sheet:
    """The same as a table of a workbook."""
    columns = [
        workbook.Column(gettext(word))
        for word in (_("Åtgärd"), _("Hör till"), _("Villkor"), _("Enhet"), _("Ansvarig"), _("Klart"))
    ]
    columns += [workbook.Column(gettext(_("Effekt %(year)s")) % {"year": year}, True) for year in page.years]
    columns += [workbook.Column(gettext(_("Läge")))]
    rows: list[list[workbook.Cell]] = [
        [
            row.title,
            row.belongs,
            row.condition,
            row.unit,
            row.owner,
            row.due,
            *row.effects,
            gettext(row.status),
        ]
        for part in page.parts
        for row in part.rows
    ]
    sums: list[list[workbook.Cell]] = [
        [one.title, None, None, None, None, None, *one.amounts, None] for one in page.sums
    ]
    caption = gettext(_("Åtgärder, tkr"))
    return workbook.Sheet(
        f"atgarder-{code.lower()}", caption, columns, [*rows, *sums], (page.committee, page.unit), len(sums)
    )


def printed(amount: Money | None) -> str:
    """An effect in tkr; empty where none is stated."""
    return "" if amount is None else swedish.number(amount.amount(TKR), 0)


def _is_of(value: Measure, decision: str, today: dt.date) -> bool:
    match decision:
        case "ja":
            return value.state.is_decided
        case "nej":
            return value.state is MeasureState.PROPOSED
        case "sena":
            return value.is_late(today=today)
        case "avforda":
            return value.state is MeasureState.ABANDONED
        case _:
            return value.state is not MeasureState.ABANDONED


def _tabs(values: list[Measure], asked: Asked, today: dt.date) -> Iterator[Tab]:
    for key, word in (*TABS, ABANDONED):
        count = sum(_is_of(value, key, today) for value in values)
        if key != ABANDONED[0] or count:
            yield f"{gettext(word)} ({count})", asked.href(beslut=key), key == asked.decision


def _grouped(
    pairs: tuple[tuple[Row, Measure], ...], group: str, years: tuple[int, int], own: str, today: dt.date
) -> Iterator[GroupOfRows]:
    found: dict[str, list[MeasureRow]] = {}
    for row, value in pairs:
        found.setdefault(_heading(row, group), []).append(_row(row, value, years, own, today))
    for title, rows in found.items():
        yield GroupOfRows(title, tuple(rows))


def _heading(row: Row, group: str) -> str:
    match group:
        case "mal":
            return row.goal.name if row.goal else gettext(_("Hör inte till något mål"))
        case "enhet":
            return row.unit.name
        case "ansvarig":
            return row.owner or gettext(_("Ingen ansvarig"))
        case _:
            return ""


def _row(row: Row, value: Measure, years: tuple[int, int], own: str, today: dt.date) -> MeasureRow:
    return MeasureRow(
        title=row.name,
        href=reverse("finance:measure", args=(row.pk,)),
        belongs=row.goal.name if row.goal else "",
        condition=row.condition,
        unit=row.unit.name,
        owner=row.owner,
        due=row.due_on.isoformat() if row.due_on else "",
        effects=tuple(printed(value.effect(year)) for year in years),
        status=standing(value, today=today),
        others=value.budget_of != own,
        secret=not row.released,
    )


def _sums(values: list[Measure], years: tuple[int, int], own: str) -> Iterator[Sum]:
    words = (
        (True, _("Summa beslutade"), _("Beslutade, egen budget"), _("Beslutade, annan nämnds budget")),
        (False, _("Summa ej beslutade"), _("Ej beslutade, egen budget"), _("Ej beslutade, annan nämnds budget")),
    )  # fmt: skip
    for decided, whole, mine, others in words:
        chosen = [
            one for one in values if (one.state.is_decided if decided else one.state is MeasureState.PROPOSED)
        ]
        parted = split(chosen, own=own)
        if parted.others:
            yield _sum(mine, parted.own, years)
            yield _sum(others, parted.others, years)
        if chosen:
            yield _sum(whole, parted.every, years, whole=True)


def _sum(title: str, values: tuple[Measure, ...], years: tuple[int, int], *, whole: bool = False) -> Sum:
    return Sum(gettext(title), tuple(printed(total_effect(values, year=year)) for year in years), whole)
