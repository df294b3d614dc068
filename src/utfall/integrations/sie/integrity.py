"""Whether the amounts of a SIE file agree with each other: six sums that hold in every sound file."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from utfall.domain.finding import Value
from utfall.domain.swedish import number as printed
from utfall.integrations.sie import records as r
from utfall.integrations.sie.problems import Problem
from utfall.locale import mark as _


class Rule(Enum):
    """A sum that must hold: its key in JSON, and what it says."""

    OPENING = ("opening", _("Ingående balanser summerar till noll"), Problem.OPENING_SUM)
    CLOSING = ("closing", _("Utgående balanser plus resultat summerar till noll"), Problem.CLOSING_SUM)
    CHANGE = ("change", _("Ingående balans plus verifikationer är utgående balans"), Problem.CHANGE)
    OUTCOME = ("outcome", _("Verifikationerna summerar till resultatet"), Problem.OUTCOME)
    MONTHS = ("months", _("Periodsaldona summerar till resultatet"), Problem.MONTHS)
    VOUCHERS = ("vouchers", _("Varje verifikation summerar till noll"), Problem.UNBALANCED)

    def __init__(self, key: str, sentence: str, problem: Problem) -> None:
        self.key = key
        self.sentence = sentence
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Difference:
    """An account for which the sum does not hold; both in öre. A sum over the whole file has no account."""

    account: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of a rule for a fiscal year (None for the vouchers): how many were compared, which disagree."""

    rule: Rule
    year: int | None
    compared: int
    differing: int
    differences: tuple[Difference, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every comparison agreed."""
        return self.differing == 0


Sums = dict[int, dict[str, int]]
_SHOWN = 20
_BOOKED = r.Booking.BOOKED


class Integrity:
    """Sums per year and account, taken in while the file is read; never the rows themselves."""

    def __init__(self) -> None:
        self._years: dict[int, r.FiscalYear] = {}
        self._dated: list[tuple[dt.date, dt.date, int]] = []
        self._kinds: dict[str, str] = {}
        self._opening: Sums = defaultdict(lambda: defaultdict(int))
        self._closing: Sums = defaultdict(lambda: defaultdict(int))
        self._results: Sums = defaultdict(lambda: defaultdict(int))
        self._months: Sums = defaultdict(lambda: defaultdict(int))
        self._booked: Sums = defaultdict(lambda: defaultdict(int))
        self._vouchers = 0
        self._unbalanced: list[Difference] = []
        self._count_unbalanced = 0

    def add(self, record: r.Record) -> None:
        """Take in a record. #PSALDO with an object is a part of the one without and is left out."""
        match record:
            case r.Voucher():
                self.add_voucher(record)
            case r.OpeningBalance():
                self._opening[record.year][record.account] += record.öre
            case r.ClosingBalance():
                self._closing[record.year][record.account] += record.öre
            case r.Result():
                self._results[record.year][record.account] += record.öre
            case r.PeriodBalance(objects=()):
                self._months[record.year][record.account] += record.öre
            case r.FiscalYear():
                self._years.setdefault(record.number, record)
                self._dated = [
                    (year.start, year.end, year.number)
                    for year in self._years.values()
                    if year.start and year.end
                ]
            case r.AccountKind():
                self._kinds[record.account] = record.kind.upper()
            case _:
                pass

    def add_voucher(self, voucher: r.Voucher) -> tuple[int, int | None]:
        """Take in a voucher; the sum of its booked rows in öre, and the number of its fiscal year."""
        self._vouchers += 1
        year = self.year_of(voucher.day)
        into = self._booked[year] if year is not None else defaultdict(int)
        total = 0
        for row in voucher.rows:
            if row.booking is _BOOKED:
                total += row.öre
                into[row.account] += row.öre
        if total:
            self._count_unbalanced += 1
            if len(self._unbalanced) < _SHOWN:
                self._unbalanced.append(Difference(voucher.name, 0, total))
        return total, year

    def year_of(self, day: dt.date | None) -> int | None:
        """The number of the fiscal year that the day lies in: 0 where the file gives no dates, None where outside."""
        if day is None or not self._dated:
            return 0
        for start, end, number in self._dated:
            if start <= day <= end:
                return number
        return None

    def knows_year(self, record: r.FiscalYear) -> bool:
        """Whether the year was given before with other dates."""
        return self._years.get(record.number, record) != record

    @property
    def balances(self) -> dict[int, dict[str, int]]:
        """Per year the sum of opening balances, closing balances and results in öre: `ib`, `ub`, `res`."""
        named = {"ib": self._opening, "ub": self._closing, "res": self._results}
        years = sorted({year for sums in named.values() for year in sums}, reverse=True)
        return {
            year: {name: sum(sums[year].values()) for name, sums in named.items() if year in sums}
            for year in years
        }

    def checks(self) -> tuple[Check, ...]:
        """Every rule that the file has the amounts for, year by year."""
        return tuple(self._checks())

    def _checks(self) -> Iterator[Check]:
        for year in sorted(self._opening, reverse=True):
            yield _whole(Rule.OPENING, year, sum(self._opening[year].values()), len(self._opening[year]))
        for year in sorted(self._closing.keys() | self._results.keys(), reverse=True):
            amounts = (*self._closing.get(year, {}).values(), *self._results.get(year, {}).values())
            yield _whole(Rule.CLOSING, year, sum(amounts), len(amounts))
        yield from self._against_vouchers()
        for year in sorted(self._months.keys() & self._results.keys(), reverse=True):
            months, results = self._months[year], self._results[year]
            accounts = sorted(a for a in months.keys() | results.keys() if not self._is_balance(a, year))
            yield _each(
                Rule.MONTHS, year, [Difference(a, results.get(a, 0), months.get(a, 0)) for a in accounts]
            )
        if self._vouchers:
            yield Check(Rule.VOUCHERS, None, self._vouchers, self._count_unbalanced, tuple(self._unbalanced))

    def _against_vouchers(self) -> Iterator[Check]:
        for year in sorted(self._booked.keys() & (self._closing.keys() | self._results.keys()), reverse=True):
            opening, closing = self._opening.get(year, {}), self._closing.get(year, {})
            results, booked = self._results.get(year, {}), self._booked[year]
            accounts = sorted(opening.keys() | closing.keys() | results.keys() | booked.keys())
            yield _each(Rule.CHANGE, year, [
                Difference(a, closing.get(a, 0), opening.get(a, 0) + booked.get(a, 0))
                for a in accounts if self._is_balance(a, year)
            ])  # fmt: skip
            yield _each(Rule.OUTCOME, year, [
                Difference(a, results.get(a, 0), booked.get(a, 0))
                for a in accounts if not self._is_balance(a, year)
            ])  # fmt: skip

    def _is_balance(self, account: str, year: int) -> bool:
        """By the account's stated class; otherwise by where its amounts stand; otherwise by its first digit."""
        kind = self._kinds.get(account, "")
        if kind in {"T", "S"}:
            return True
        if kind in {"K", "I"}:
            return False
        if account in self._results.get(year, {}):
            return False
        if account in self._closing.get(year, {}) or account in self._opening.get(year, {}):
            return True
        return account[:1] in {"1", "2"}


def problems(check: Check) -> Iterator[tuple[Problem, dict[str, Value]]]:
    """What to say about a rule that does not hold; unbalanced vouchers are told where they stand."""
    for difference in check.differences:
        match check.rule:
            case Rule.OPENING | Rule.CLOSING:
                yield check.rule.problem, {"year": check.year or 0, "amount": kronor(difference.found)}
            case Rule.CHANGE | Rule.OUTCOME | Rule.MONTHS:
                yield (
                    check.rule.problem,
                    {
                        "account": difference.account,
                        "year": check.year or 0,
                        "expected": kronor(difference.expected),
                        "found": kronor(difference.found),
                    },
                )
            case Rule.VOUCHERS:
                return


def kronor(öre: int) -> str:
    """The amount in kronor with two decimals, as Swedish is printed."""
    return printed(Decimal(öre) / 100, 2)


def _whole(rule: Rule, year: int, total: int, count: int) -> Check:
    wrong = (Difference("", 0, total),) if total else ()
    return Check(rule, year, count, len(wrong), wrong)


def _each(rule: Rule, year: int, compared: list[Difference]) -> Check:
    wrong = tuple(one for one in compared if one.expected != one.found)
    return Check(rule, year, len(compared), len(wrong), wrong)
