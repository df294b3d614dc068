"""References in text: `{{address;format}}` and its kin, resolved against the facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from utfall.documents.model import Inline, Name, Number, PeriodName, Text
from utfall.domain import swedish
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.interval import rounded
from utfall.domain.numerals import NBSP
from utfall.domain.period import MONTHS, Period
from utfall.domain.snapshot import Snapshot
from utfall.domain.unit import COUNT, KR, MNKR, PERCENT, PERCENTAGE_POINTS, TKR, Unit
from utfall.locale import mark as _

REFERENCE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_FORMAT = re.compile(r"(kr|tkr|mnkr|%|pe|antal|enhet)(\d)(\+)?")
_UNITS = {"kr": KR, "tkr": TKR, "mnkr": MNKR, "%": PERCENT, "pe": PERCENTAGE_POINTS, "antal": COUNT}
_PERIOD = re.compile(r"~(helar|fg|fghelar|r12)?(?:-(\d{1,2}))?")
_WORDED = {True: "ett underskott på ", False: "ett överskott på "}

UNKNOWN_FIGURE = _("Siffran {address} finns inte. Rätta referensen eller läs in siffran.")
UNKNOWN_NAME = _("Namnet {code} finns inte. Rätta koden eller lägg till namnet i källmappen.")
BAD_REFERENCE = _("Referensen {reference} går inte att läsa: {why}")


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference that could not be resolved: the finding's message and its values."""

    message: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Resolver:
    """Looks up references for one text: `~` is the report's own scope and period, or the writing unit's scope.

    `scope` is what `~` stands for where a scope is expected.
    """

    snapshot: Snapshot
    scope: Scope

    def period(self, text: str) -> Period:
        """The period meant: an address period, or `~`, `~helar`, `~fg`, `~fghelar`, `~r12`.

        `~r12-1` is the rolling twelve months that end one month before the report's last month.
        Raises ValueError with a sentence when it is none of these.
        """
        found = _PERIOD.fullmatch(text)
        if not found:
            return Period.parse(text)
        own = self.snapshot.period
        kind, back = found[1], int(found[2] or 0)
        match kind:
            case None:
                return own
            case "helar":
                return own.full_year
            case "fg":
                return own.year_before
            case "fghelar":
                return own.full_year.year_before
            case _:
                return Period(own.last - 11 - back, own.last - back, rolling=True)

    def address(self, text: str) -> Address:
        """The full address of a figure reference. Raises ValueError with a sentence when it is not one."""
        parts = text.split(":")
        if len(parts) < 4:
            raise ValueError(f"”{text}” är ingen adress; skriv mått:enhet:period:scenario.")
        measure, scope, period, *rest = parts
        scope = self.scope.code if scope == "~" else scope
        return Address.parse(":".join((measure, scope, str(self.period(period)), *rest)))

    def figure(self, address: Address) -> Figure | None:
        """The stored figure, or None."""
        return self.snapshot.figures.get(address)

    def resolve(self, reference: str) -> tuple[Inline, ...] | Unresolved:
        """What the reference between the braces prints, or why it prints nothing."""
        target, _semicolon, form = reference.partition(";")
        word, _colon, rest = target.partition(":")
        try:
            match word:
                case "namn":
                    return self._name(rest, form)
                case "period":
                    period = self.period(rest or "~")
                    return (PeriodName(period.label, period),)
                case "ar":
                    return (Text(str(self.period(rest or "~").end_year)),)
                case "manad":
                    return (
                        Text(MONTHS[self.period(rest or "~").end_month - 1][: 3 if form == "kort" else None]),
                    )
                case "runda":
                    return (Text(self.snapshot.round.name),)
                case _:
                    return self._number(self.address(target), form)
        except ValueError as problem:
            return Unresolved(BAD_REFERENCE, {"reference": reference, "why": str(problem)})

    def _name(self, code: str, form: str) -> tuple[Inline, ...] | Unresolved:
        code = self.scope.code if code == "~" else code
        item = self.snapshot.objects.get(code)
        if item is None:
            return Unresolved(UNKNOWN_NAME, {"code": code})
        genitive = form == "s" and not item.name.endswith(("s", "x", "z"))
        return (Name(f"{item.name}s" if genitive else item.name, code),)

    def _number(self, address: Address, form: str) -> tuple[Inline, ...] | Unresolved:
        figure = self.figure(address)
        if figure is None:
            return Unresolved(UNKNOWN_FIGURE, {"address": str(address)})
        if form == "ord":
            words = Text(_WORDED[figure.value < 0])
            return (words, printed(figure, unit=MNKR, decimals=1, value=abs(figure.value)))
        if not form:
            return (printed(figure, unit=figure.unit, decimals=figure.decimals),)
        found = _FORMAT.fullmatch(form)
        if not found:
            raise ValueError(
                f"”{form}” är inget format; skriv till exempel mnkr1, mnkr1+, tkr0, %1, enhet2 eller ord."
            )
        unit = figure.unit if found[1] == "enhet" else _UNITS[found[1]]
        return (printed(figure, unit=unit, decimals=int(found[2]), plus=bool(found[3])),)


def printed(
    figure: Figure,
    *,
    unit: Unit,
    decimals: int,
    plus: bool = False,
    value: Decimal | None = None,
    bare: bool = False,
) -> Number:
    """The figure as a Number in running text, or bare (without its unit) in a table cell.

    `value` is given where another sign is printed than the stored one. Raises ValueError where the figure cannot be
    given in the unit.
    """
    shown = figure.unit.convert(figure.value if value is None else value, to=unit)
    text = (
        swedish.number(shown, decimals, plus=plus)
        if bare
        else swedish.quantity(shown, unit, decimals, plus=plus)
    )
    value_shown = rounded(shown, decimals)
    return Number(text, value_shown, decimals, unit, address=str(figure.address))


def split(text: str) -> Iterator[str | tuple[str]]:
    """Plain words and references (as one-tuples), in order."""
    position = 0
    for found in REFERENCE.finditer(text):
        if found.start() > position:
            yield text[position : found.start()]
        yield (found[1],)
        position = found.end()
    if position < len(text):
        yield text[position:]


def joined(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines with neighbouring texts made one."""
    result: list[Inline] = []
    for node in inlines:
        if isinstance(node, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + node.text)
        elif not (isinstance(node, Text) and not node.text):
            result.append(node)
    return tuple(result)


def unit_word(unit: Unit) -> str:
    """The unit as it stands in a caption."""
    return unit.symbol.replace(" ", NBSP)
