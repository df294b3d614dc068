"""Numbers as they are written: one grammar, filled in by each language, for table cells and running text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from utfall.domain.unit import (
    COUNT,
    GRAM_PER_PORTION,
    KG_CO2E_PER_KG,
    KG_CO2E_PER_PORTION,
    KR,
    MDKR,
    MNKR,
    PERCENT,
    PERCENTAGE_POINTS,
    TKR,
    Unit,
)  # fmt: skip

MINUS = "\u2212"
NBSP = "\u00a0"
SPACES = " \u00a0\u202f\u2009\u2007"
DASHES = "-\u2212\u2013"
_DASH = re.escape(DASHES)  # inside a character class a bare hyphen would be a range
MISSING = frozenset({"", "-", "–", "—", "−", "..", ".", "...", "…", "x", "X", "n/a", "N/A", "e.t.", "i.u."})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number found in text: where, as printed, its exact value, its printed decimals and its unit if written.

    `end` is after the unit. `approximate` is true where the writer says so in the cell (`ung`, `ca`, `~`).
    """

    start: int
    end: int
    printed: str
    value: Decimal
    decimals: int
    unit: Unit | None = None
    approximate: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that is not one number, and why, as a Swedish sentence with `{text}` for the catalogue."""

    text: str
    reason: str


@dataclass(frozen=True)
class NumberGrammar:
    """How one language writes numbers: decimal sign, signs between groups of three, and words for units."""

    language: str
    decimal: str
    groups: str
    units: Mapping[str, Unit]
    approximate: tuple[str, ...]
    mark_ambiguous: bool = True
    """Whether a lone group sign of the other language (1.234 in Swedish) is asked about, not guessed."""

    @cached_property
    def _number(self) -> str:
        group, decimal = re.escape(self.groups), re.escape(self.decimal)
        whole = rf"(?:\d{{1,3}}(?:[{group}]\d{{3}})+(?!\d)|\d+)"
        return rf"{whole}(?:{decimal}\d+)?"

    @cached_property
    def _unit(self) -> str:
        words = sorted(self.units, key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", rf"[{SPACES}]") for word in words)

    @cached_property
    def _in_text(self) -> re.Pattern[str]:
        # A dash after a digit or letter is a range or a hyphen, not a sign. Digits glued to letters (M365, ED1),
        # to each other by : . / (times, case numbers, dates) or to § are names, not amounts.
        return re.compile(
            rf"(?<![\w/:.,§{_DASH}])(?P<sign>[+{_DASH}](?=\d))?(?P<number>{self._number})"
            rf"(?![\d]|[:./]\d|[{_DASH}]\d)"
            rf"(?:[{SPACES}]?(?P<unit>{self._unit})(?!\w))?",
            re.IGNORECASE,
        )

    @cached_property
    def _range(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<![\w/:.,§{_DASH}])(?P<low>{self._number})[–-](?P<high>{self._number})"
            rf"(?![\d]|[:./{_DASH}]\d)(?:[{SPACES}]?(?P<unit>{self._unit})(?!\w))?",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Numeral]:
        """The amounts in running text, in order; not years, dates, times, paragraphs, codes and case numbers.

        A number with letters straight after it is read only when the letters are a unit (`43%`, `16st`).
        Both ends of a range (`250–300 uppdrag`) are found, with the unit of the second.
        """
        ranges = list(self._range.finditer(text))
        at = 0
        position = 0
        found = self._in_text.search(text)
        while position < len(text):
            if found and found.start() < position:
                found = self._in_text.search(text, position)
            while at < len(ranges) and ranges[at].start() < position:
                at += 1
            if at < len(ranges) and (not found or ranges[at].start() <= found.start()):
                yield from self._both_ends(ranges[at])
                position = ranges[at].end()
                continue
            if not found:
                return
            position = max(found.end(), position + 1)
            if self._is_amount(text, found):
                yield self._numeral(found)

    def _both_ends(self, found: re.Match[str]) -> Iterator[Numeral]:
        unit = self.units.get(_word(found["unit"])) if found["unit"] else None
        if unit is None and _looks_like_year(found["low"]):
            return
        for name, end in (("low", found.end("low")), ("high", found.end())):
            value, decimals = self._value(found[name])
            yield Numeral(found.start(name), end, found[name], value, decimals, unit)

    def _is_amount(self, text: str, found: re.Match[str]) -> bool:
        after = text[found.end() : found.end() + 2]
        if found["unit"]:
            return True
        if after[:1].isalpha() or after.lstrip(SPACES)[:1] == "§" or after[:1] == "§":
            return False
        if after[:1] == "-" and after[1:].isalpha():  # "4-årigt", "10-gradig"
            return False
        return not _looks_like_year(found["number"]) or found["sign"] is not None

    def _numeral(self, found: re.Match[str]) -> Numeral:
        value, decimals = self._value(found["number"])
        sign = found["sign"]
        unit = self.units.get(_word(found["unit"])) if found["unit"] else None
        value = -value if sign and sign in DASHES else value
        return Numeral(found.start(), found.end(), found[0], value, decimals, unit, signed=bool(sign))

    def _value(self, number: str) -> tuple[Decimal, int]:
        whole, _, fraction = number.partition(self.decimal)
        digits = "".join(character for character in whole if character.isdigit())
        return Decimal(f"{digits}.{fraction}" if fraction else digits), len(fraction)

    @cached_property
    def _cell(self) -> re.Pattern[str]:
        about = "|".join(map(re.escape, self.approximate))
        return re.compile(
            rf"(?P<about>(?:{about})[{SPACES}]*)?(?P<open>\()?(?P<sign>[+{_DASH}])?[{SPACES}]*"
            rf"(?P<number>{self._number})[{SPACES}]?(?P<after>[{_DASH}])?(?P<unit>[^\d()*]*?)(?P<close>\))?"
            rf"[{SPACES}]*(?P<note>[*†]+|\d\))?",
            re.IGNORECASE,
        )

    def read(self, text: str) -> Numeral | Unreadable | None:
        """The one number of a table cell or an input field; None where the cell says that there is none.

        Accepts a leading or trailing minus of any kind, parentheses for minus, a space after the sign, a unit, an
        asterisk for a note, `ca`, and a decimal point where it cannot be a group sign.
        """
        cell = text.strip().strip(SPACES)
        if cell in MISSING:
            return None
        found = self._cell.fullmatch(cell)
        if not found:
            return self._other_decimal_sign(cell)
        unit_word = _word(found["unit"])
        unit = self.units.get(unit_word)
        if (unit_word and unit is None) or bool(found["open"]) != bool(found["close"]):
            return Unreadable(text, NOT_A_NUMBER)
        value, decimals = self._value(found["number"])
        negative = found["open"] or found["after"] or (found["sign"] or "+") in DASHES
        return Numeral(
            0, len(text), cell, -value if negative else value, decimals, unit,
            approximate=bool(found["about"]), signed=bool(negative or found["sign"]),
        )  # fmt: skip

    def _other_decimal_sign(self, cell: str) -> Numeral | Unreadable:
        other = "." if self.decimal == "," else ","
        if cell.count(other) != 1 or self.decimal in cell:
            return Unreadable(cell, NOT_A_NUMBER)
        if self.mark_ambiguous and re.search(rf"(?<!\d)[1-9]\d{{0,2}}{re.escape(other)}\d{{3}}(?!\d)", cell):
            return Unreadable(cell, AMBIGUOUS)
        found = self.read(cell.replace(other, self.decimal))
        if not isinstance(found, Numeral):
            return Unreadable(cell, NOT_A_NUMBER)
        return Numeral(
            0, len(cell), cell, found.value, found.decimals, found.unit, found.approximate, found.signed
        )


def _word(unit: str | None) -> str:
    return " ".join((unit or "").replace(NBSP, " ").split()).lower()


def _looks_like_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"} and number.isdigit()


# Marked for the catalogue in `swedish`, which prints them; here so that the reader needs no language of its own.
NOT_A_NUMBER = "”{text}” är inte ett tal. Skriv till exempel 1 234,5 eller −7,5 mnkr."
AMBIGUOUS = "”{text}” kan läsas på två sätt. Skriv utan punkt, eller med kommatecken om det är decimaler."

_SHARED_UNITS = {
    "%": PERCENT, "kg co2e/kg": KG_CO2E_PER_KG, "kg co₂e/kg": KG_CO2E_PER_KG, "tkr": TKR, "mnkr": MNKR, "kr": KR,
    "mdkr": MDKR, "mkr": MNKR, "msek": MNKR, "ksek": TKR, "sek": KR,
    "kg co2e/portion": KG_CO2E_PER_PORTION, "g/portion": GRAM_PER_PORTION, "g/serverad portion": GRAM_PER_PORTION,
}  # fmt: skip
SWEDISH_NUMBERS = NumberGrammar(
    language="sv",
    decimal=",",
    groups=SPACES,
    units={
        **_SHARED_UNITS, "kronor": KR, "krona": KR, "tusen kronor": TKR, "kkr": TKR, "miljoner kronor": MNKR,
        "miljon kronor": MNKR, "miljoner": MNKR, "miljarder kronor": MDKR, "mdr": MDKR, "procent": PERCENT,
        "procentenheter": PERCENTAGE_POINTS, "procentenhet": PERCENTAGE_POINTS, "%-enheter": PERCENTAGE_POINTS,
        "st": COUNT, "stycken": COUNT, "personer": COUNT,
    },
    approximate=("ung.", "ung", "ca.", "ca", "cirka", "omkring", "~"),
)  # fmt: skip
ENGLISH_NUMBERS = NumberGrammar(
    language="en",
    decimal=".",
    groups=",\u00a0\u202f\u2009 ",
    units={
        **_SHARED_UNITS, "percent": PERCENT, "per cent": PERCENT, "percentage points": PERCENTAGE_POINTS,
        "percentage point": PERCENTAGE_POINTS, "pp": PERCENTAGE_POINTS, "million": MNKR, "thousand": TKR,
        "billion": MDKR, "sek million": MNKR, "sek thousand": TKR, "persons": COUNT, "people": COUNT,
    },
    approximate=("approx.", "approx", "about", "c.", "circa", "~"),
    mark_ambiguous=False,
)  # fmt: skip
