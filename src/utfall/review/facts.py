"""The document against the facts: addressed figures, names of the register, and what the round still owes."""

import re
from collections.abc import Iterator

from utfall.documents.model import Heading, Number, Paragraph, Table, plain, walk
from utfall.domain import swedish
from utfall.domain.control import Risk
from utfall.domain.figure import Address, Figure
from utfall.domain.finding import Finding, Severity
from utfall.domain.indicators import Indicator, IndicatorKind
from utfall.domain.interval import rounded
from utfall.domain.planning import AnnualFocus
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot, TextKind
from utfall.domain.unit import KR, MNKR, TKR, Dimension, Unit
from utfall.locale import mark as _
from utfall.review.context import Context, Layered
from utfall.review.literals import literals
from utfall.review.prose.layer import check as running_text

OTHER_VALUE = _("Här står {printed}, men {address} är {stored} ({source}). Rätta siffran eller källan.")
UNKNOWN = _("Siffran {printed} hänvisar till {address}, som inte finns bland uppgifterna.")
OTHER_UNIT = _("Siffran {printed} hänvisar till {address}, som mäts i {unit} och inte kan skrivas så.")
WRONG_NAME = _("”{wrong}” heter {right}. Skriv det namnet överallt.")
NO_COMMENT = _("Kommentar saknas till {name}. Skriv en, eller svara ”Inget att rapportera”.")
NO_OUTCOME = _("Utfall saknas för {name}, och inget sägs om varför.")
NO_HANDLING = _(
    "Risken {name} saknar hantering. Koppla den till en inriktning eller ett kontrollmoment, eller acceptera den."
)

MONEY = (KR, TKR, MNKR)


def facts(context: Context) -> Layered:
    """What the snapshot says against the document; nothing where there is no snapshot."""
    if context.snapshot is None:
        return Layered()
    snapshot = context.snapshot
    found = (
        *addressed(context, snapshot),
        *literals(context, snapshot, running_text),
        *names(context, snapshot),
        *owed(snapshot),
    )
    return Layered(findings=tuple(found))


def addressed(context: Context, snapshot: Snapshot) -> Iterator[Finding]:
    """Each number with an address against the stored figure, at the number's own unit and precision.

    A table may show costs as positive and a sentence may say "a deficit of 3,0", so the sign alone is no fault here.
    """
    for path, number in context.numbers.items():
        if number.address is None or number.value is None:
            continue
        try:
            figure = snapshot.figures.get(Address.parse(number.address))
        except ValueError:
            figure = None
        if figure is None:
            yield _finding("facts.unknown", path, number, UNKNOWN, address=number.address)
            continue
        place = context.places.get(path)
        yield from _compared(path, number, figure, unit=number.unit or (place.unit if place else None))


def _compared(path: str, number: Number, figure: Figure, *, unit: Unit | None) -> Iterator[Finding]:
    assert number.value is not None
    assert number.address is not None
    # A table of another system may not say its unit; then any way of speaking of money will do.
    units = (unit,) if unit else MONEY if figure.unit.dimension is Dimension.MONEY else (figure.unit,)
    try:
        stored = [rounded(figure.unit.convert(figure.value, to=each), number.decimals) for each in units]
    except ValueError:
        yield _finding(
            "facts.unit", path, number, OTHER_UNIT, address=number.address, unit=figure.unit.symbol
        )
        return
    if abs(number.value) not in [abs(value) for value in stored]:
        shown = swedish.quantity(stored[0], units[0], number.decimals)
        yield _finding("facts.value", path, number, OTHER_VALUE, address=number.address, stored=shown,
                       source=str(figure.source))  # fmt: skip


def _finding(code: str, path: str, number: Number, message: str, **values: str) -> Finding:
    where = number.place or number.address or path
    return Finding(code, Severity.ERROR, where, message, {"printed": number.printed, **values}, (path,))


def names(context: Context, snapshot: Snapshot) -> Iterator[Finding]:
    """Names that may not be printed, with the one that should stand there; one finding a name."""
    wrong = {name: code for code, listed in snapshot.names.items() for name in listed}
    if not wrong:
        return
    pattern = re.compile(
        rf"(?<!\w)({'|'.join(map(re.escape, sorted(wrong, key=len, reverse=True)))})", re.IGNORECASE
    )
    by_lower = {name.lower(): name for name in wrong}
    spots: dict[str, list[str]] = {}
    for path, node in walk(context.document):
        match node:
            case Heading() | Paragraph():
                text = plain(node.inlines)
            case Table():
                text = " | ".join(plain(cell.inlines) for row in node.rows for cell in row.cells)
            case _:
                continue
        for found in pattern.finditer(text):
            spots.setdefault(by_lower[found[1].lower()], []).append(path)
    for name, paths in spots.items():
        code = wrong[name]
        right = snapshot.objects[code].name if code in snapshot.objects else code
        yield Finding(
            "names.register", Severity.ERROR, name, WRONG_NAME, {"wrong": name, "right": right}, tuple(paths)
        )


def owed(snapshot: Snapshot) -> Iterator[Finding]:
    """What the round still owes: comments on focuses, outcomes of indicators, handling of risks; questions, all."""
    written = {key.object for key in snapshot.texts if key.kind is TextKind.COMMENT}
    measured = {a.measure for a in snapshot.figures if a.scenario is Scenario.OUTCOME}
    for focus in snapshot.of(AnnualFocus):
        if focus.code not in written:
            yield _owed("owed.comment", focus.name, NO_COMMENT)
    for indicator in snapshot.of(Indicator):
        if (
            indicator.kind is IndicatorKind.GOAL
            and indicator.measure not in measured
            and not indicator.no_value
        ):
            yield _owed("owed.outcome", indicator.name, NO_OUTCOME)
    for risk in snapshot.of(Risk):
        if risk.handling is None:
            yield _owed("owed.handling", risk.name, NO_HANDLING)


def _owed(code: str, name: str, message: str) -> Finding:
    return Finding(code, Severity.QUESTION, name, message, {"name": name})
