"""A mapping proposed from an extract's header and first rows, for a person to look through, correct and confirm."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from utfall.domain.finding import Finding, Severity
from utfall.integrations.encoding import Source
from utfall.integrations.kommunbas import values
from utfall.integrations.kommunbas.mapping import ColumnMapping, Role, Shape
from utfall.integrations.kommunbas.sheet import Cell, Layout, Row, layout, rows
from utfall.integrations.kommunbas.values import Decimals, UnreadableError
from utfall.locale import mark as _

_LOOKED_AT = 200
_HEADER_WITHIN = 40

NO_HEADER = _(
    "Ingen rubrikrad hittades bland de första {count} raderna. Utdraget ska ha en rad med kolumnernas namn, till "
    "exempel Ansvar, Konto, Datum och Belopp."
)

_WORDS: dict[Role, tuple[str, ...]] = {
    Role.ANSVAR: ("ansvar", "ansvarskod", "ansvarsställe", "ansv", "kostnadsställe", "kst", "resultatenhet"),
    Role.KONTO: ("konto", "kontonr", "kontonummer", "kontokod", "slag"),
    Role.VERKSAMHET: ("verksamhet", "verksamhetskod", "vht", "verks", "vhet"),
    Role.PROJEKT: ("projekt", "projektkod", "projektnr", "projektnummer", "proj"),
    Role.AKTIVITET: ("aktivitet", "aktivitetskod", "akt"),
    Role.OBJEKT: ("objekt", "objektkod", "obj", "anläggning"),
    Role.MOTPART: ("motpart", "motpartskod", "mp"),
    Role.CODE_STRING: ("kodsträng", "kontering", "konteringssträng", "kontosträng"),
    Role.DAY: ("datum", "bokföringsdatum", "bokfdatum", "verifikationsdatum", "verdatum", "transdatum",
               "redovisningsdatum", "transaktionsdatum"),
    Role.PERIOD: ("period", "månad", "redovisningsperiod", "bokföringsperiod"),
    Role.YEAR: ("år", "redovisningsår", "räkenskapsår", "budgetår"),
    Role.SERIES: ("serie", "verserie", "verifikationsserie", "vertyp"),
    Role.VOUCHER: ("verifikation", "verifikationsnummer", "verifikationsnr", "vernr", "verifikat", "verifikatnr",
                   "vernummer", "ver"),
    Role.AMOUNT: ("belopp", "utfall", "redovisat", "redovisatbelopp", "bokförtbelopp", "netto", "summa", "budget",
                  "prognos", "saldo"),
    Role.DEBIT: ("debet",),
    Role.CREDIT: ("kredit",),
    Role.TEXT: ("text", "verifikationstext", "vertext", "radtext", "beskrivning", "transaktionstext"),
    Role.COUNTERPART: ("motpartsnamn", "motpartensnamn", "leverantör", "leverantörsnamn", "kund", "kundnamn"),
    Role.UNIT: ("enhet",),
    Role.MEASURE: ("mått",),
    Role.COLUMN: ("kolumn",),
    Role.VALUE: ("mätvärde", "värde"),
}  # fmt: skip
_ROLES = {word: role for role, words in _WORDS.items() for word in words}
_LONG = {Role.UNIT, Role.MEASURE, Role.COLUMN, Role.VALUE}
_YEAR_AND_MONTH = re.compile(r"20[0-9]{2}[-/.]?[0-9]{2}")
_MONEY = re.compile(r"\b(kr|tkr|mnkr|kkr|mkr)\b", re.IGNORECASE)
_MONEY_UNITS = {"kr": "kr", "tkr": "tkr", "kkr": "tkr", "mnkr": "mnkr", "mkr": "mnkr"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, how the file is laid out, and at which row its header stands."""

    mapping: ColumnMapping
    layout: Layout
    header: Row


def propose(source: Source, *, name: str, sheet: str = "") -> Proposal | Finding:
    """A mapping for the extract, called `name`; or why none can be proposed.

    `mapping.faults()` says what a person must add before it can be used.
    """
    how = layout(source, sheet=sheet)
    if isinstance(how, Finding):
        return how
    sample = list(islice(rows(source, how), _LOOKED_AT))
    header = header_of(sample)
    if header is None:
        return Finding("kommunbas.no-header", Severity.ERROR, name, NO_HEADER, {"count": _HEADER_WITHIN})
    below = [row for row in sample if row.number > header.number and not row.is_empty]
    return Proposal(_mapping(header, below, name), how, header)


def header_of(sample: Sequence[Row]) -> Row | None:
    """The row that names the columns: the one with most known names, and at least two of them."""
    known = [(_count_known(row), row) for row in sample[:_HEADER_WITHIN]]
    best = max(known, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] >= 2 else None


def column_names(header: Row) -> list[str]:
    """The names of the columns, each once: a nameless one is `kolumn 3`, a second `Text` is `Text (2)`."""
    names: list[str] = []
    for place, cell in enumerate(header.cells, 1):
        name = values.code(cell) or f"kolumn {place}"
        count = 2
        while name in names:
            name = f"{values.code(cell) or 'kolumn'} ({count})"
            count += 1
        names.append(name)
    return names


def _count_known(row: Row) -> int:
    return sum(1 for cell in row.cells if _role(cell) is not Role.NOTHING or _month(cell))


def _role(cell: Cell) -> Role:
    if not isinstance(cell, str):
        return Role.NOTHING
    word = _MONEY.sub("", cell.lower())
    return _ROLES.get("".join(character for character in word if character.isalpha()), Role.NOTHING)


def _month(cell: Cell) -> str:
    """`2024-01` or `01` for a column that is a month; otherwise empty. A bare number is a code, not a month."""
    if isinstance(cell, str) and any(c.isalpha() for c in cell) and (number := values.month_number(cell)):
        return f"{number:02}"
    text = values.code(cell)
    is_date = isinstance(cell, dt.date) or any(c.isalpha() for c in text) or _YEAR_AND_MONTH.fullmatch(text)
    try:
        return str(values.month(cell)) if is_date else ""
    except UnreadableError:
        return ""


def _mapping(header: Row, below: list[Row], name: str) -> ColumnMapping:
    names = column_names(header)
    roles = _each_once([_role(cell) for cell in header.cells])
    if {Role.MEASURE, Role.VALUE} <= set(roles):
        shape, months = Shape.LONG, {}
    else:
        roles = [Role.NOTHING if role in _LONG else role for role in roles]
        found = {names[i]: _month(cell) for i, cell in enumerate(header.cells) if _month(cell)}
        months = found if len(found) >= 2 else {}
        shape = Shape.WIDE if months else Shape.ROWS
    if shape is Shape.WIDE:
        # A row of months has its sum in a column of its own; reading both would double the money.
        roles = [Role.NOTHING if role in {Role.AMOUNT, Role.DAY, Role.PERIOD} else role for role in roles]
    columns = {n: role for n, role in zip(names, roles, strict=True) if n not in months}
    amounts = {i for i, n in enumerate(names) if n in months or columns.get(n) in _AMOUNTS}
    separator, parts = _code_string(names, columns, below)
    return ColumnMapping(
        name=name,
        shape=shape,
        columns=columns,
        months=months,
        year=_year(header),
        decimals=_decimals(below, amounts),
        money_unit=_money_unit(header, amounts),
        code_separator=separator,
        code_parts=parts,
    )


_AMOUNTS = {Role.AMOUNT, Role.DEBIT, Role.CREDIT, Role.VALUE}
_STRING = ("ansvar", "konto", "verksamhet", "projekt", "aktivitet", "objekt", "motpart")


def _each_once(roles: list[Role]) -> list[Role]:
    """A role stays with the first column that has it."""
    return [Role.NOTHING if role in roles[:place] else role for place, role in enumerate(roles)]


def _year(header: Row) -> int | None:
    """A year that stands in the header, such as `Budget 2024`."""
    found = {int(year) for cell in header.cells for year in re.findall(r"\b(20[0-9]{2})\b", str(cell))}
    return found.pop() if len(found) == 1 else None


def _decimals(below: list[Row], amounts: set[int]) -> Decimals:
    """The sign before the decimals, as most of the amounts have it: the last sign of a cell, unless three digits follow."""
    votes = {Decimals.COMMA: 0, Decimals.POINT: 0}
    for row in below:
        for place in amounts & set(range(len(row.cells))):
            cell = row.cells[place]
            found = re.search(r"([.,])([0-9]+)[^0-9]*$", cell) if isinstance(cell, str) else None
            if found:
                both = "," in str(cell) and "." in str(cell)
                votes[Decimals(found[1])] += both or len(found[2]) != 3
    return Decimals.POINT if votes[Decimals.POINT] > votes[Decimals.COMMA] else Decimals.COMMA


def _money_unit(header: Row, amounts: set[int]) -> str:
    for place in sorted(amounts):
        if found := _MONEY.search(str(header.cells[place])):
            return _MONEY_UNITS[found[1].lower()]
    return "kr"


def _code_string(names: list[str], columns: dict[str, Role], below: list[Row]) -> tuple[str, tuple[str, ...]]:
    """The separator of a code string, and its parts in the order that most municipalities have them."""
    place = next((i for i, n in enumerate(names) if columns.get(n) is Role.CODE_STRING), None)
    if place is None:
        return "-", ()
    texts = [values.code(row.cells[place]) for row in below if place < len(row.cells)]
    for separator in ("-", ".", " ", "/", "|", "_"):
        counts = {text.count(separator) for text in texts if text}
        if counts and 0 not in counts:
            return separator, _STRING[: max(counts) + 1]
    return "-", _STRING
