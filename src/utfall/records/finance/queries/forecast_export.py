"""The adopted forecast by code string and month: the outcome so far, and the rest as the remaining budget is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass

from utfall.domain.finance.forecast import spread
from utfall.domain.money import Money
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.ledger.questions import Axis, Column, Cut, DuckDB, Ledger
from utfall.records.finance.ledger import store
from utfall.records.finance.models import ForecastRow
from utfall.records.finance.queries.forecast_around import FORM, Around
from utfall.report.ledger_terms import terms_by

EXPORTED = ("Ansvar", "Konto", "Verksamhet", "Projekt", "Period", "Belopp", "Version")
"""The columns, the same as those of a budget that is read in."""
_AXES = (Axis.UNIT, Axis.ANSVAR, Axis.KONTO, Axis.VERKSAMHET, Axis.PROJEKT, Axis.MONTH)
Codes = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class ExportRow:
    """An amount in öre with the ledger's sign on ansvar, konto, verksamhet and projekt in a month, as 2024-09."""

    codes: Codes
    period: str
    öre: int


@dataclass(frozen=True, slots=True)
class _Posted:
    """Amounts in öre with the statement's sign, by unit and account group, then by code string and month 1 to 12."""

    cells: Mapping[tuple[str, str], Mapping[tuple[Codes, int], int]]

    def of(self, unit: str, account: str) -> Mapping[tuple[Codes, int], int]:
        return self.cells.get((unit, account), {})


def exported(found: Around, code: str) -> tuple[ExportRow, ...] | None:
    """The adopted forecast of the unit and all below it; None where the round's forecast is not approved.

    Each unit's account group adds up to exactly its forecast. The months that have an outcome hold it; what is left is
    laid out over code strings and months as the rest of the budget is, else as the outcome was, else in equal parts on
    the unit's first cost centre.
    """
    below = set(found.below(code))
    rows = ForecastRow.objects.filter(round=found.round).order_by("pk")
    adopted: dict[tuple[str, str], int] = {}
    for unit, account, öre in rows.values_list("unit__code", "account", "amount"):
        if unit in below:
            key = unit, found.groups.of(account) or account
            adopted[key] = adopted.get(key, 0) - öre
    if not adopted:
        return None
    outcome, budget = _posted(found, code)
    done = found.period.end_month
    keys = dict.fromkeys((*sorted(adopted), *(key for key in sorted(outcome.cells) if key[0] in below)))
    sums: dict[tuple[Codes, int], int] = {}
    for unit, account in keys:
        so_far = {key: öre for key, öre in outcome.of(unit, account).items() if key[1] <= done}
        rest = adopted.get((unit, account), 0) - sum(so_far.values())
        left = {key: öre for key, öre in budget.of(unit, account).items() if key[1] > done}
        laid = _rest(found, unit, account, rest, left, so_far)
        for place, öre in (*so_far.items(), *laid):
            sums[place] = sums.get(place, 0) + öre
    year = found.period.end_year
    return tuple(
        ExportRow(codes, f"{year:04}-{month:02}", -öre) for (codes, month), öre in sorted(sums.items()) if öre
    )


def _rest(
    found: Around, unit: str, account: str, rest: int, left: Mapping[tuple[Codes, int], int],
    so_far: Mapping[tuple[Codes, int], int],
) -> list[tuple[tuple[Codes, int], int]]:  # fmt: skip
    """What is left of the year, on each code string and month that it is laid out over."""
    if not rest or found.period.end_month == 12:
        return []
    weights = left if sum(left.values()) else _as_before(found, so_far)
    if not sum(weights.values()):
        ansvar = next(iter(found.tree[unit].ansvar), "")
        months = range(found.period.end_month + 1, 13)
        weights = {((ansvar, account, "", ""), month): 1 for month in months}
    places = sorted(weights)
    parts = spread(Money(rest), [weights[place] for place in places])
    return [(place, part.öre) for place, part in zip(places, parts, strict=True)]


def _as_before(found: Around, so_far: Mapping[tuple[Codes, int], int]) -> dict[tuple[Codes, int], int]:
    """The code strings of the outcome, in equal parts over the months that are left."""
    by_codes: dict[Codes, int] = {}
    for (codes, _month), öre in so_far.items():
        by_codes[codes] = by_codes.get(codes, 0) + öre
    months = range(found.period.end_month + 1, 13)
    return {(codes, month): öre for codes, öre in by_codes.items() for month in months}


def _posted(found: Around, code: str) -> tuple[_Posted, _Posted]:
    """Outcome and budget of the year."""
    year = Period.year(found.period.end_year)
    terms = terms_by(found.tree, found.rules.settings, found.rules.projects, form=FORM)
    assert terms is not None
    ledger = Ledger(store(), engine=DuckDB(), terms=terms, as_of=found.round.facts_as_of)
    columns = (Column("utfall", Scenario.OUTCOME, year), Column("budget", Scenario.BUDGET, year))
    answer = ledger.statement(_AXES, columns, cut=Cut(scope=code, classes=found.form.project_classes))
    cells: dict[str, dict[tuple[str, str], dict[tuple[Codes, int], int]]] = {"utfall": {}, "budget": {}}
    for (key, column), öre in answer.amounts.items():
        unit, ansvar, konto, verksamhet, projekt, month = key
        account = found.groups.of(str(konto))
        if unit and account is not None:
            codes = (str(ansvar), str(konto), str(verksamhet), str(projekt))
            at = cells[column].setdefault((str(unit), account), {})
            at[codes, int(month)] = at.get((codes, int(month)), 0) + öre
    return _Posted(cells["utfall"]), _Posted(cells["budget"])
