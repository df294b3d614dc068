"""What the pages of explained variances show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.domain import swedish
from utfall.domain.figure import Address
from utfall.domain.finance.explanation_text import worded
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import StatementForm
from utfall.domain.unit import KR, MNKR, TKR, Unit
from utfall.locale import mark as _
from utfall.records.finance.queries.books import Books
from utfall.records.finance.queries.explanations import Explained, Suggestion, addresses, figure_of
from utfall.web.finance.finding import Place, month_of
from utfall.web.finance.ways import Here, Tab, ways

SCALES: dict[str, Unit] = {"tkr": TKR, "kr": KR, "mnkr": MNKR}
SCENARIO_WORDS = {
    Scenario.VARIANCE: _("Utfall mot budget"),
    Scenario.FORECAST_VARIANCE: _("Årsprognos mot budget"),
}


@dataclass(frozen=True, slots=True)
class VarianceCell:
    """A variance in mnkr, the way to its explanation, and in words what is not explained."""

    variance: str
    href: str
    word: str
    whole: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """A report line with its two variances."""

    name: str
    cells: tuple[VarianceCell | None, ...]
    total: bool


@dataclass(frozen=True, slots=True)
class MadeRow:
    """An explanation that has been made."""

    name: str
    unit: str
    scenario: str
    href: str
    variance: str
    count: int
    rest: str
    whole: bool


@dataclass(frozen=True, slots=True)
class ExplanationsPage:
    """What there is to explain of a unit to a month, and what is explained."""

    title: str
    committee: str
    unit: str
    period: str
    ways: tuple[Tab, ...]
    lines: tuple[LineRow, ...]
    made: tuple[MadeRow, ...]


@dataclass(frozen=True, slots=True)
class SuggestedRow:
    """A suggested part: what its button sends, and what it shows."""

    name: str
    amount: str
    hidden: dict[str, str]


@dataclass(frozen=True, slots=True)
class SuggestedGroup:
    """Suggested parts of one kind; `note` says what they are where the title does not."""

    title: str
    note: str
    rows: tuple[SuggestedRow, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What could be parts, of one kind."""

    title: str
    found: tuple[Suggestion, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExplanationPage:
    """One variance with its parts."""

    title: str
    committee: str
    unit: str
    period: str
    scenario: str
    trail: tuple[tuple[str, str], ...]
    address: str
    variance: str
    explained: str
    rest: str
    whole: bool
    unit_of_amounts: str
    scales: tuple[Tab, ...]
    amounts: tuple[str, ...]
    lost: tuple[str, ...]
    suggested: tuple[SuggestedGroup, ...]
    take_rest: str
    add: str
    insert: str
    insert_into: str
    no_place: bool
    languages: tuple[Tab, ...]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Where:
    """The contribution that the text can be put into: its name with the round's, None where there is none to write in."""

    name: str = ""


def explanations(
    place: Place, period: Period, books: Books | None, made: tuple[Explained, ...]
) -> ExplanationsPage:
    """The page of a unit and a month."""
    form = books.form() if books else None
    return ExplanationsPage(
        title=gettext(_("Förklaringar")),
        committee=place.authority.name,
        unit=place.unit.name,
        period=period.label,
        ways=ways(Here(place.unit.code, place.authority.code, month_of(period)), "explanations"),
        lines=tuple(_lines(place, period, books, form.form, made)) if books and form else (),
        made=tuple(_made(one, books, period) for one in made) if books else (),
    )


def explanation(
    place: Place, period: Period, item: Explained, *, scale: str, language: str, where: Where, may_write: bool,
    suggested: Iterable[Suggestions], units: dict[str, str],
) -> ExplanationPage:  # fmt: skip
    """The page of one variance; `units` are names by code."""
    here, unit = href(item.address, period), SCALES[scale]
    listed = reverse("finance:explanations", args=(place.unit.code, month_of(period)))
    rest = item.remainder
    base = f"?enhetstal={scale}"
    return ExplanationPage(
        title=gettext(_("Varför avviker %(line)s?")) % {"line": item.name.lower()},
        committee=place.authority.name,
        unit=place.unit.name,
        period=item.address.period.label,
        scenario=gettext(SCENARIO_WORDS[item.address.scenario]),
        trail=((gettext(_("Förklaringar")), listed),),
        address=str(item.address),
        variance=worded(item.variance),
        explained=worded(item.variance - rest),
        rest=_rest(rest),
        whole=not rest,
        unit_of_amounts=unit.symbol,
        scales=tuple((word, f"{here}?enhetstal={word}", word == scale) for word in SCALES),
        amounts=tuple("" if part.amount is None else printed(part.amount, unit) for part in item.parts),
        lost=tuple(str(part.cause.address) for part in item.parts if part.amount is None),
        suggested=tuple(_suggested(suggested, item, unit, units)),
        take_rest=f"{here}{base}&rest=ja#delar" if rest and may_write else "",
        add=f"{here}/forslag{base}",
        insert=f"{here}/text" if where.name and may_write else "",
        insert_into=where.name,
        no_place=not where.name,
        languages=(
            ("Svenska", f"{here}{base}#text", language == "sv"),
            ("English", f"{here}{base}&sprak=en#text", language == "en"),
        ),
        may_write=may_write,
    )


def of_ledger(address: Address, months: Period | None, found: tuple[Suggestion, ...]) -> Suggestions:
    """What the ledger suggests; of a forecast it is said that only the months so far are meant."""
    if address.scenario is not Scenario.FORECAST_VARIANCE or months is None:
        return Suggestions(gettext(_("Konton som avviker mest")), found)
    note = gettext(
        _(
            "Utfallet för %(months)s mot budgeten för samma månader. Det är en del av årets avvikelse; om resten av året "
            "säger huvudboken inget."
        )
    )
    title = gettext(_("Konton som avviker mest hittills"))
    return Suggestions(title, found, note % {"months": months.label})


def href(address: Address, period: Period) -> str:
    """The page of the variance, in the month."""
    return reverse(
        "finance:explanation",
        args=(address.scope.code, month_of(period), address.measure, address.scenario.value),
    )


def printed(amount: Money, unit: Unit) -> str:
    """An amount with the decimals that money is shown with in the unit."""
    return swedish.number(amount.amount(unit), 1 if unit is MNKR else 0)


def _lines(
    place: Place, period: Period, books: Books, form: StatementForm, made: tuple[Explained, ...]
) -> Iterator[LineRow]:
    known = {one.address: one for one in made}
    for line in form.lines:
        found = [
            _cell(address, period, books, known)
            for address in addresses(line.key, place.unit.code, period).values()
        ]
        if any(found):
            yield LineRow(line.name, tuple(found), bool(line.terms))


def _cell(
    address: Address, period: Period, books: Books, known: dict[Address, Explained]
) -> VarianceCell | None:
    figure = figure_of(books, address)
    if figure is None:
        return None
    variance, made = Money.of(figure.value, KR), known.get(address)
    if made is None or not made.parts:
        word = gettext(_("Förklara")) if variance else ""
    else:
        word = _rest(made.remainder)
    whole = made is not None and bool(made.parts) and not made.remainder
    return VarianceCell(printed(variance, MNKR), href(address, period) if variance else "", word, whole)


def _made(one: Explained, books: Books, period: Period) -> MadeRow:
    rest = one.remainder
    code = one.address.scope.code
    return MadeRow(
        name=one.name,
        unit=books.organisation[code].name if code in books.organisation else code,
        scenario=gettext(SCENARIO_WORDS[one.address.scenario]),
        href=href(one.address, period),
        variance=printed(one.variance, MNKR),
        count=len(one.parts),
        rest=_rest(rest),
        whole=not rest,
    )


def _rest(rest: Money) -> str:
    if not rest:
        return gettext(_("Inget är oförklarat"))
    return gettext(_("Oförklarat %(amount)s")) % {"amount": worded(rest)}


def _suggested(
    groups: Iterable[Suggestions], item: Explained, unit: Unit, units: dict[str, str]
) -> Iterator[SuggestedGroup]:
    """What is a part already is not suggested again."""
    taken = {(part.cause.address, part.cause.amount, part.cause.unit) for part in item.parts}
    for group in groups:
        rows = tuple(
            SuggestedRow(one.name, printed(one.amount, unit), _hidden(one))
            for one in group.found
            if (one.address, None if one.address else one.amount, one.unit) not in taken
            and one.address != item.address
        )
        if rows:
            yield SuggestedGroup(group.title, group.note, rows)


def _hidden(one: Suggestion) -> dict[str, str]:
    amount = {"figure": str(one.address)} if one.address else {"amount": str(one.amount.öre)}
    return {"name": one.name, "unit": one.unit, **amount}
