"""The solved totals, and how they are spread over accounts and months to the last öre."""

import csv
from collections.abc import Mapping, Sequence
from importlib import resources

from utfall.report.example.codes import CARRIED_KR

OUTCOME_BEFORE, OUTCOME = "utfall-2023-08", "utfall-2024-08"
BUDGET, YEAR_BUDGET, FORECAST = "budget-2024-08", "budget-2024", "prognos-2024"
Totals = Mapping[tuple[str, str, str], int]
"""Öre with the statement's sign (income +, cost −), by unit, row and column."""

# How the year's first eight months, and its last four, share an amount.
FIRST_EIGHT = (124, 121, 129, 127, 130, 128, 112, 129)
LAST_FOUR = (252, 256, 249, 243)


def totals() -> Totals:
    """The totals: solved once so that they round to every printed figure of the report they come from."""
    text = resources.files(__package__).joinpath("totals.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return {(row["Enhet"], row["Rad"], row["Kolumn"]): int(row["Öre"]) for row in rows}


def shared(amount: int, weights: Sequence[int]) -> list[int]:
    """The amount in parts by weight; the parts add up to exactly the amount."""
    whole, given, counted, parts = sum(weights), 0, 0, []
    for weight in weights:
        counted += weight
        until = amount * counted // whole
        parts.append(until - given)
        given = until
    return parts


def rest_of_2023(solved: Totals) -> dict[tuple[str, str], int]:
    """September to December 2023: half of the first eight months, with income as the year's known result requires.

    The result of 2023 with what was carried into it is what each unit carries into 2024.
    """
    rest: dict[tuple[str, str], int] = {}
    for unit in dict.fromkeys(unit for unit, _row, _column in solved):
        rows = {
            row: öre for (u, row, column), öre in solved.items() if u == unit and column == OUTCOME_BEFORE
        }
        later = {row: öre // 2 for row, öre in rows.items() if row not in ("semesterloneskuld", "reavinst")}
        carried_out, carried_in = (100 * CARRIED_KR[year].get(unit, 0) for year in (2024, 2023))
        result = carried_out - carried_in
        later["intakter"] += result - sum(rows.values()) - sum(later.values())
        for row, öre in later.items():
            rest[unit, row] = öre
    return rest
