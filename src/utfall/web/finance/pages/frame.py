"""What every page of the statement has round its tables: the place, the choices, the references, the ways on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from utfall.documents.compose.reference import printed
from utfall.domain.figure import Address, Figure
from utfall.domain.organisation import OrgUnit, UnitKind
from utfall.domain.period import Period
from utfall.domain.unit import MNKR
from utfall.locale import mark as _
from utfall.records.finance.queries.books import Books
from utfall.web.finance.asked import SCALES, Asked, class_choices
from utfall.web.finance.finding import Place, month_of
from utfall.web.finance.pages.cells import period_of
from utfall.web.finance.ways import Here, Tab, ways
from utfall.web.shell.switching import Switch, switch

Trail = tuple[tuple[str, str], ...]
_MONTHS_BACK = 24
_VIEWS = (
    ("statement", _("Resultaträkning")),
    ("units", _("Per ansvar")),
    ("activities", _("Per verksamhet")),
    ("months", _("Månad för månad")),
    ("movers", _("Vad förklarar avvikelsen")),
)


@dataclass(frozen=True, slots=True)
class Reference:
    """How a report refers to a figure: its address, and the reference with what it prints, in words for each shape."""

    address: str
    shapes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The place and the choices of a page: whose money, when, how shown, and where else one can go from here."""

    title: str
    committee: str
    place: Switch | str
    period: Switch | str
    trail: Trail
    ways: tuple[Tab, ...]
    views: tuple[Tab, ...]
    action: str
    scales: tuple[tuple[str, bool], ...]
    classes: tuple[tuple[str, str, bool], ...]
    budgets: tuple[tuple[str, str, bool], ...]
    since: tuple[tuple[str, str, bool], ...]
    hidden: tuple[tuple[str, str], ...]
    scale: str
    csv: str
    reference: Reference | None = None
    budget_note: str = ""
    notes: tuple[str, ...] = ()


def href(name: str, unit: str, asked: Asked, **changes: str) -> str:
    """The address of a page about a unit with what is chosen now, and the changes."""
    return reverse(f"finance:{name}", args=(unit, asked.month)) + asked.query(**changes)


def frame(
    place: Place, books: Books | None, asked: Asked, *, current: str, title: str = "", trail: Trail = (),
    reference: Reference | None = None, notes: tuple[str, ...] = (),
) -> Frame:  # fmt: skip
    """The frame; `current` is the key of this view, `trail` what is between the unit and this page."""
    unit, plain = place.unit.code, asked.plain()
    here = Here(unit, place.authority.code, asked.month)
    own = current == "form"
    page = reverse(f"finance:{current}", args=(unit, asked.month, *([asked.form] if own else [])))
    return Frame(
        title=title or place.unit.name,
        committee=place.authority.name,
        place=_units(books, place, asked),
        period=_months(books, place, asked),
        trail=(*_above(books, place, plain), *trail),
        ways=ways(here, "statement"),
        views=_views(books, unit, asked, current),
        action=page,
        scales=tuple((scale, scale == asked.scale) for scale in SCALES),
        classes=class_choices(asked),
        budgets=_budgets(books, asked),
        since=_since(asked),
        hidden=asked.hidden(*(["form"] if own else [])),
        scale=asked.scale,
        csv=page + asked.query(hamta="csv", **({"form": ""} if own else {})),
        reference=reference,
        budget_note=budget_note(books, asked),
        notes=notes,
    )


def reference_of(figure: Figure | None, asked: Asked) -> Reference | None:
    """How a report refers to the figure; None where no report has it."""
    if figure is None or not asked.is_usual:
        return None
    shapes: list[tuple[str, str, str]] = []
    for word, form, plus in (
        (_("Som i tabeller"), f"{asked.scale}{asked.decimals}", False),
        (_("Med plustecken"), f"{asked.scale}{asked.decimals}+", True),
    ):
        number = printed(figure, unit=asked.unit, decimals=asked.decimals, plus=plus)
        shapes.append((gettext(word), f"{{{{{figure.address};{form}}}}}", number.printed))
    if figure.address.measure.startswith("resultat"):
        amount = printed(figure, unit=MNKR, decimals=1, value=abs(figure.value)).printed
        words = f"ett underskott på {amount}" if figure.value < 0 else f"ett överskott på {amount}"
        shapes.append((gettext(_("I ord")), f"{{{{{figure.address};ord}}}}", words))
    return Reference(str(figure.address), tuple(shapes))


def budget_note(books: Books | None, asked: Asked) -> str:
    """Which version of the budget is shown, with its decision."""
    batch = books.budget(asked.period.end_year, asked.budget) if books else None
    if batch is None:
        return gettext(_("Ingen budget är inläst för {year}.")).format(year=asked.period.end_year)
    said = [batch.slot.version or gettext(_("utan namn på version"))]
    said += [batch.decision] if batch.decision else []
    return gettext(_("Budget {year}: {version}, inläst {day}.")).format(
        year=asked.period.end_year, version=", ".join(said), day=batch.at.date().isoformat()
    )


def period_resolver(period: Period) -> Callable[[str], Period]:
    """What `~` and its like stand for in a formula, given the months of the page."""
    return lambda word: period_of(word, period)


def figure_at(figures: dict[Address, Figure], address: Address | None) -> Figure | None:
    """The figure at the address, if there is one."""
    return figures.get(address) if address is not None else None


def _above(books: Books | None, place: Place, asked: Asked) -> Trail:
    """The units above within the authority, the top first."""
    if books is None or place.unit.code not in books.organisation:
        return ()
    path = [
        unit
        for unit in books.organisation.path(place.unit.code)[1:]
        if unit.kind is not UnitKind.MUNICIPALITY
    ]
    return tuple((unit.name, href("statement", unit.code, asked)) for unit in reversed(path))


def _units(books: Books | None, place: Place, asked: Asked) -> Switch | str:
    """The unit, those directly below it and those beside it."""
    code = place.unit.code
    if books is None or code not in books.organisation:
        return place.unit.name
    tree, own = books.organisation, books.organisation[code]
    near = [*tree.path(code)[1:2], *tree.children(own.parent), *children(books, code)]
    known = [unit for unit in near if unit.kind is not UnitKind.MUNICIPALITY and _within(books, unit.code)]
    choices = {unit.code: (unit.name, href("statement", unit.code, asked.plain())) for unit in known}
    return switch(own.name, choices.values(), href("statement", code, asked.plain()))


def _within(books: Books, code: str) -> bool:
    return any(above.code == books.authority for above in books.organisation.path(code))


def children(books: Books, code: str) -> tuple[OrgUnit, ...]:
    """The units to show below: a single unit that posts nothing itself gives way to those below it."""
    below = books.organisation.children(code)
    while len(below) == 1 and not below[0].ansvar and books.organisation.children(below[0].code):
        below = books.organisation.children(below[0].code)
    return below


def _months(books: Books | None, place: Place, asked: Asked) -> Switch | str:
    last = max([batch.totals.last_month for batch in books.batches] if books and books.batches else [0])
    newest = max(last // 100 * 12 + last % 100 - 1, asked.period.last)
    here = reverse("finance:statement", args=(place.unit.code, asked.month)) + asked.plain().query(fran="")
    choices = []
    for month in range(newest, newest - _MONTHS_BACK, -1):
        period = Period(month // 12 * 12, month)
        address = reverse("finance:statement", args=(place.unit.code, month_of(period)))
        choices.append((period.label, address + asked.plain().query(fran="")))
    return switch(asked.period.label, choices, here)


def _views(books: Books | None, unit: str, asked: Asked, current: str) -> tuple[Tab, ...]:
    plain = asked.plain()
    found = [(gettext(word), href(name, unit, plain), name == current) for name, word in _VIEWS]
    for placed in books.rules.settings.forms if books else ():
        if placed.form.code != "rr" and unit in books.below(placed.scope):  # type: ignore[union-attr]
            address = reverse("finance:form", args=(unit, asked.month, placed.form.code)) + plain.query()
            found.append((placed.form.name, address, current == "form" and asked.form == placed.form.code))
    return tuple(found)


def _budgets(books: Books | None, asked: Asked) -> tuple[tuple[str, str, bool], ...]:
    """The versions of the year's budget, where there is more than one to choose from."""
    versions: Iterable[str] = (
        batch.slot.version
        for batch in (books.budgets if books else ())
        if batch.slot.year == asked.period.end_year
    )
    found = tuple(dict.fromkeys(versions))
    return (
        tuple((one, one or gettext(_("utan namn")), one == asked.budget) for one in found)
        if len(found) > 1
        else ()
    )


def _since(asked: Asked) -> tuple[tuple[str, str, bool], ...]:
    """The months that the period may begin with."""
    year = asked.period.end_year * 12
    return tuple(
        (
            month_of(Period(month, month)) if month > year else "",
            Period(month, month).label,
            month == asked.period.first,
        )
        for month in range(year, asked.period.last + 1)
    )
