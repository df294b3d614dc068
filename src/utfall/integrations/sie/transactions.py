"""The rows of a voucher, nearly all of a large file: one pattern for the usual form, the lexer for any other."""

import re

from utfall.integrations.sie import values
from utfall.integrations.sie.fields import Fields, Note, values_of
from utfall.integrations.sie.layout import TRANSACTION
from utfall.integrations.sie.lexer import Row
from utfall.integrations.sie.problems import Problem
from utfall.integrations.sie.records import Booking, Pairs, Transaction

_BOOKED = Booking.BOOKED
_ODD = r'"{}\\\x00-\x1f\x7f'
_CODE = r'(?:"[^\s"{}\\\x00-\x1f\x7f]+"|[^\s"{}\\\x00-\x1f\x7f]+)'
# A backslash is an escape before a quotation mark only; two before one are left to the lexer.
_QUOTED = r'[^"\\\x00-\x1f\x7f]*(?:\\(?:"|(?=[^"\\]))[^"\\\x00-\x1f\x7f]*)*'
_USUAL = re.compile(
    r'[ \t]*#TRANS[ \t]+("?)([0-9]+)\1[ \t]+'
    rf"\{{ *((?:{_CODE} +{_CODE}(?: +|(?=\}})))*)\}}"
    r'[ \t]*("?)(-?)([0-9]{1,26})(?:\.([0-9]{1,2}))?\4(?=[ \t]|$)'
    r'(?:[ \t]+(?:([0-9]{8})|"([0-9]{8})?")(?=[ \t]|$)'
    rf'(?:[ \t]+(?:"({_QUOTED})"|([^ {_ODD}]+))(?=[ \t]|$)(?: +([^ {_ODD}][^{_ODD}]*)$)?)?)?[ \t]*$'
)
_ANY = rf'(?:"([^{_ODD}]*)"|([^ {_ODD}]+))(?=[ \t]|$)'
_USUAL_HEADER = re.compile(
    rf"[ \t]*#VER[ \t]+{_ANY}[ \t]+{_ANY}[ \t]+([0-9]{{8}})(?=[ \t]|$)"
    rf"(?:[ \t]+{_ANY}(?:[ \t]+([0-9]{{8}})(?=[ \t]|$)(?:[ \t]+{_ANY})?)?)?[ \t]*$"
)
_REMEMBERED = 16_384


def usual(line: str, number: int, known: dict[str, Pairs]) -> Transaction | None:
    """The #TRANS row if it is written in the usual way and nothing is wrong with it, otherwise None.

    What it gives is what `read` gives for the same line; it is only faster. `known` remembers object lists, of which
    most files have few, so that equal ones are one value in memory.
    """
    if not (found := _USUAL.match(line)):
        return None
    _q, account, inside, _r, minus, kronor, decimals, bare_day, quoted_day, quoted, bare, rest = (
        found.groups()
    )
    objects = known.get(inside)
    if objects is None:
        codes = iter(inside.replace('"', "").split())
        objects = tuple(zip(codes, codes, strict=True))
        if len(known) < _REMEMBERED:
            known[inside] = objects
    day, wrong = values.day(bare_day or quoted_day or "")
    if wrong is not None:
        return None
    öre = int(kronor + decimals) if decimals and len(decimals) == 2 else int(kronor + (decimals or "0") + "0")
    if minus:
        öre = -öre
    if not quoted:
        text = bare or ""
    elif "\\" in quoted:
        text = quoted.replace('\\"', '"').strip(" ")
    else:
        text = quoted.strip(" ")
    if not rest:
        return Transaction(account, objects, öre, day, text, None, "", _BOOKED, number)
    parts = [part for part in rest.split(" ") if part]
    quantity, wrong = values.quantity(parts[0])
    if wrong is not None:
        return None
    sign = parts[1] if len(parts) > 1 else ""
    return Transaction(account, objects, öre, day, text, quantity, sign, _BOOKED, number)


def usual_header(line: str) -> Fields | None:
    """The values of a #VER row if it is written in the usual way and nothing is wrong with it, otherwise None."""
    found = _USUAL_HEADER.match(line)
    if found is None:
        return None
    a, series, b, number, day, quoted, bare, registered, sign, signed = found.groups()
    on, wrong = values.day(day)
    registered_on, wrong_too = values.day(registered or "")
    if wrong is not None or wrong_too is not None:
        return None
    return {
        "series": series or (a or "").strip(" "),
        "number": number or (b or "").strip(" "),
        "day": on,
        "text": bare or (quoted or "").strip(" "),
        "registered_on": registered_on,
        "sign": signed or (sign or "").strip(" "),
    }


def read(row: Row, number: int, note: Note) -> Transaction | None:
    """The row of a voucher with label #TRANS, #RTRANS or #BTRANS, however it is written; None if it cannot be read."""
    if len(row.fields) == 4 and isinstance(row.fields[3], str):
        last = row.fields[3].strip(" \t")
        if any(character.isalpha() for character in last):
            note(Problem.TEXT_AS_DATE, {"text": last})
            row.fields.insert(3, "")
    found = values_of(row, TRANSACTION, note)
    if found is None:
        return None
    return Transaction(**found, booking=Booking(row.label), line=number)  # type: ignore[arg-type]
