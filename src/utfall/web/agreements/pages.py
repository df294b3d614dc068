"""The agreements of a unit: what they sum to, what has changed since the budget, what is to be gone through."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.agreements import (
    INCOME_KINDS,
    Agreement,
    AgreementKind,
    AgreementState,
    AgreementStep,
    Due,
    Held,
    held_against_budget,
    sum_findings,
)
from utfall.domain.money import ZERO, Money
from utfall.domain.organisation import Organisation
from utfall.locale import mark as _
from utfall.records.agreements.models import Agreement as Row_
from utfall.records.agreements.objects import agreement_value
from utfall.web.agreements.words import KIND_WORDS, OVER, STATE_WORDS, STEP_WORDS
from utfall.web.finance.yearly import Around, Yearly, around
from utfall.web.shell.asking import said_finding
from utfall.web.shell.workbook import Column, Sheet

_KINDS = {
    "bas": AgreementKind.BASE,
    "ar": AgreementKind.ANNUAL,
    "tillagg": AgreementKind.ADDITIONAL,
    "servicenivaer": AgreementKind.SERVICE_LEVEL,
    "leverantor": AgreementKind.SUPPLIER,
}
REVIEW, CHANGED = "genomgang", "andrat"


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement in the list."""

    name: str
    href: str
    kind: str
    unit: str
    party: str
    amount: str
    effect: str
    until: str
    status: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done about an agreement."""

    name: str
    href: str
    due: str
    status: str
    note: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A unit's agreements against its budgeted income."""

    unit: str
    agreed: str
    budget: str
    difference: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Check:
    """Sum of agreements = budgeted income: unit by unit, and what is wrong in words."""

    rows: tuple[HeldRow, ...]
    total: HeldRow
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """The agreements of a unit and those below it in a year; `check` is None where income is not by agreement."""

    title: str
    around: Around
    year: int
    tabs: tuple[tuple[str, str, bool], ...]
    rows: tuple[Row, ...]
    total: tuple[str, str]
    expected: tuple[tuple[str, str], ...]
    check: Check | None
    tasks: tuple[Task, ...]
    add: str


@dataclass(frozen=True, slots=True)
class Income:
    """What the agreements are held against: own budgeted income of each unit, and the forecast where she may see it."""

    organisation: Organisation
    budget: Mapping[str, Money]
    forecast: Money | None = None
    by_agreement: bool = True


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement."""

    title: str
    committee: str
    trail: tuple[tuple[str, str], ...]
    status: str
    facts: tuple[tuple[str, str], ...]
    amounts: tuple[tuple[str, str, str], ...]
    change: str
    review: str
    terminate: str
    remove: str
    scale: str


def agreements(
    found: Yearly, rows: tuple[Row_, ...], income: Income | None, *, view: str, today: dt.date
) -> AgreementsPage:
    """The page; `rows` are all agreements of the authority, of which the unit's and those below are shown."""
    here = reverse("agreements:agreements", args=(found.unit.code, found.year))
    pairs = [(row, agreement_value(row)) for row in rows if row.unit.path.startswith(found.unit.path)]
    shown = [(row, value) for row, value in pairs if _is_shown(value, view, found.year, today)]
    values = [value for _row, value in shown]
    return AgreementsPage(
        title=gettext(_("Avtal och överenskommelser %(year)s")) % {"year": found.year},
        around=around(found, "agreements:agreements", "agreements"),
        year=found.year,
        tabs=tuple(_tabs(here, view, [value for _row, value in pairs], found.year, today)),
        rows=tuple(_row(found, row, value, today) for row, value in shown),
        total=(
            found.money(sum((one.budgeted(found.year) for one in values), ZERO)),
            found.money(sum((one.effect(found.year) for one in values), ZERO)),
        ),
        expected=tuple(_expected(found, [value for _row, value in pairs], income)),
        check=_check(found, rows, income),
        tasks=tuple(_task(found, row, due, today) for due, row in _due(pairs, today)),
        add=reverse("agreements:add", args=(found.unit.code, found.year)) if found.may_write() else "",
    )


def _is_shown(value: Agreement, view: str, year: int, today: dt.date) -> bool:
    match view:
        case "genomgang":
            return value.to_review(today)
        case "andrat":
            return bool(value.effect(year))
        case _:
            return view not in _KINDS or value.kind is _KINDS[view]


def _tabs(
    here: str, view: str, values: list[Agreement], year: int, today: dt.date
) -> Iterator[tuple[str, str, bool]]:
    known = {*_KINDS, REVIEW, CHANGED}
    yield gettext(_("Alla")), here, view not in known
    for key, kind in _KINDS.items():
        if any(value.kind is kind for value in values):
            yield gettext(KIND_WORDS[kind]), f"{here}?visa={key}", view == key
    for key, word in ((CHANGED, _("Ändrat sedan budgeten")), (REVIEW, _("Att gå igenom"))):
        if any(_is_shown(value, key, year, today) for value in values):
            yield gettext(word), f"{here}?visa={key}", view == key


def _row(found: Yearly, row: Row_, value: Agreement, today: dt.date) -> Row:
    of_year = value.of_year(found.year)
    effect = value.effect(found.year)
    return Row(
        name=row.name,
        href=reverse("agreements:agreement", args=(found.unit.code, found.year, row.pk)),
        kind=gettext(KIND_WORDS[value.kind]),
        unit=row.unit.name,
        party=row.party.name if row.party else row.counterpart,
        amount=found.money(of_year.amount if of_year else None),
        effect=found.money(effect) if effect else "",
        until=row.ends_on.isoformat() if row.ends_on else "",
        status=_status(value, today),
    )


def _status(value: Agreement, today: dt.date) -> str:
    if value.state is AgreementState.IN_FORCE and value.ends_on is not None and value.ends_on < today:
        return OVER
    return STATE_WORDS[value.state]


def _expected(found: Yearly, values: list[Agreement], income: Income | None) -> Iterator[tuple[str, str]]:
    """From the budgeted income to what can be expected, and to what the units forecast."""
    if income is None or not income.by_agreement:
        return
    below = {unit.code for unit in income.organisation.subtree(found.unit.code)}
    budget = sum((amount for code, amount in income.budget.items() if code in below), ZERO)
    added = sum(
        (one.effect(found.year) + one.lost(found.year) for one in values if one.kind in INCOME_KINDS), ZERO
    )
    lost = sum((one.lost(found.year) for one in values if one.kind in INCOME_KINDS), ZERO)
    expected = budget + added - lost
    yield gettext(_("Budgeterade intäkter")), _with_unit(found, budget)
    yield gettext(_("Tillkommit efter budgeten")), _with_unit(found, added)
    yield gettext(_("Faller bort efter uppsägning")), _with_unit(found, -lost)
    yield gettext(_("Väntade intäkter enligt avtalen")), _with_unit(found, expected)
    if income.forecast is not None:
        yield gettext(_("Enheternas prognos för intäkter")), _with_unit(found, income.forecast)
        yield gettext(_("Prognosen jämfört med avtalen")), _with_unit(found, income.forecast - expected)


def _with_unit(found: Yearly, amount: Money) -> str:
    return f"{found.money(amount)}\u00a0{found.scale}"


def _check(found: Yearly, rows: tuple[Row_, ...], income: Income | None) -> Check | None:
    """The whole authority is reckoned, so that a unit's income may be held against an agreement above it."""
    if income is None or not income.by_agreement:
        return None
    held = held_against_budget(
        [agreement_value(row) for row in rows], income.budget, income.organisation, year=found.year
    )
    below = {unit.code for unit in income.organisation.subtree(found.unit.code)}
    own = tuple(one for one in held if one.unit in below)
    if not own:
        return None
    whole = Held(
        found.unit.code,
        sum((one.agreed for one in own), ZERO),
        sum((one.budget for one in own), ZERO),
    )
    return Check(
        rows=tuple(_held(found, one, income.organisation[one.unit].name) for one in own),
        total=_held(found, whole, gettext(_("Summa"))),
        findings=tuple(said_finding(one) for one in sum_findings(own, income.organisation, year=found.year)),
    )


def _held(found: Yearly, one: Held, name: str) -> HeldRow:
    return HeldRow(
        name,
        found.money(one.agreed),
        found.money(one.budget),
        found.money(one.difference),
        bool(one.difference),
    )


def _due(pairs: list[tuple[Row_, Agreement]], today: dt.date) -> list[tuple[Due, Row_]]:
    wanted = [(due, row) for row, value in pairs for due in value.due(today)]
    return sorted(wanted, key=lambda pair: (pair[0].on, pair[1].pk))


def _task(found: Yearly, row: Row_, due: Due, today: dt.date) -> Task:
    may = found.may_write(row.unit)
    name = "agreements:review" if may and due.step is AgreementStep.REVIEW else "agreements:agreement"
    parties = {"unit": row.unit.name, "party": row.party.name if row.party else row.counterpart}
    said = (gettext(STEP_WORDS[due.step]), gettext(_("%(unit)s med %(party)s")) % parties)
    return Task(
        name=row.name,
        href=reverse(name, args=(found.unit.code, found.year, row.pk)),
        due=due.on.isoformat(),
        status=_("Försenad") if due.on < today else _("Ej påbörjad"),
        note=" · ".join(said),
    )


def agreement(found: Yearly, row: Row_, *, today: dt.date) -> AgreementPage:
    """One agreement with what it says and what can be done to it."""
    value, at = agreement_value(row), (found.unit.code, found.year, row.pk)
    may = found.may_write(row.unit)
    listed = reverse("agreements:agreements", args=at[:2])
    return AgreementPage(
        title=row.name,
        committee=found.authority.name,
        trail=((gettext(_("Avtal och överenskommelser %(year)s")) % {"year": found.year}, listed),),
        status=_status(value, today),
        facts=tuple((gettext(word), said) for word, said in _facts(row, value) if said),
        amounts=tuple(_amounts(found, value)),
        change=reverse("agreements:change", args=at) if may else "",
        review=reverse("agreements:review", args=at) if may else "",
        terminate=reverse("agreements:terminate", args=at)
        if may and value.state is not AgreementState.TERMINATED
        else "",
        remove=reverse("agreements:remove", args=at) if may else "",
        scale=found.scale,
    )


def _facts(row: Row_, value: Agreement) -> Iterator[tuple[str, str]]:
    yield _("Slag"), gettext(KIND_WORDS[value.kind])
    yield _("Enhet"), row.unit.name
    yield _("Motpart"), row.party.name if row.party else row.counterpart
    yield _("Uppdrag"), value.content
    yield _("Förväntansnivå"), value.expectation
    for word, day in (
        (_("Gäller från"), value.starts_on), (_("Gäller till"), value.ends_on),
        (_("Sista dag för uppsägning"), value.notice_on), (_("Nästa genomgång"), value.review_on), (_("Senast genomgånget"), value.reviewed_on),
    ):  # fmt: skip
        yield word, swedish.date(day) if day else ""


def _amounts(found: Yearly, value: Agreement) -> Iterator[tuple[str, str, str]]:
    """Each year with its amount, and what it changes of the income."""
    for one in value.amounts:
        effect = value.effect(one.year)
        yield str(one.year), found.money(one.amount), found.money(effect) if effect else ""


def sheet(page: AgreementsPage, code: str) -> Sheet:
    """The list as a workbook."""
    words = (
        (_("Avtal"), False), (_("Slag"), False), (_("Enhet"), False), (_("Motpart"), False), (_("Belopp"), True),
        (_("Ändrar årets intäkter"), True), (_("Gäller till"), False), (_("Läge"), False),
    )  # fmt: skip
    return Sheet(
        name=f"avtal-{code}-{page.year}",
        caption=f"{page.title}, {page.around.scale}",
        about=(page.around.unit, *(f"{word}: {amount}" for word, amount in page.expected)),
        columns=tuple(Column(gettext(word), number=number) for word, number in words),
        rows=(
            *(
                (row.name, row.kind, row.unit, row.party, row.amount, row.effect or None, row.until,
                 gettext(row.status))
                for row in page.rows
            ),
            (gettext(_("Budgeterade intäkter")), None, None, None, page.total[0], page.total[1], None, None),
        ),
        totals=1,
    )  # fmt: skip


def checked(page: AgreementsPage, code: str) -> Iterator[Sheet]:
    """The check unit by unit as a sheet of its own, where there is one."""
    if page.check is not None:
        rows = (*page.check.rows, page.check.total)
        yield Sheet(
            name=f"avtal-mot-budget-{code}-{page.year}",
            caption=f"{gettext(_('Överenskommelser mot budgeterade intäkter'))}, {page.around.scale}",
            columns=(
                Column(gettext(_("Enhet"))), Column(gettext(_("Överenskommelser")), number=True),
                Column(gettext(_("Budgeterade intäkter")), number=True), Column(gettext(_("Skillnad")), number=True),
            ),
            rows=tuple((row.unit, row.agreed, row.budget, row.difference) for row in rows),
            about=page.check.findings,
            totals=1,
        )  # fmt: skip
