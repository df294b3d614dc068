"""The ledger's money beside texts, and whether it demands a comment: fetched only where a goal is measured by money."""

from collections.abc import Iterable
from dataclasses import dataclass

from utfall.domain.reporting import VarianceLimit
from utfall.records.reporting.models import Contribution
from utfall.records.reporting.queries.money import MoneyLine, measures_of, money_lines, over_limit
from utfall.records.reporting.rules import rules_of
from utfall.web.reporting import facts


@dataclass(frozen=True, slots=True)
class Money:
    """The lines beside a text; `over` is the authority's limit where a variance exceeds it."""

    lines: tuple[MoneyLine, ...] = ()
    over: VarianceLimit | None = None


def beside(contribution: Contribution) -> Money:
    """The money beside one text."""
    return beside_all([contribution]).get(contribution.pk, Money())


def beside_all(contributions: Iterable[Contribution]) -> dict[int, Money]:
    """The money beside each text of one authority that has any, by the text's number."""
    rows = {one.pk: one for one in contributions if one.round is not None}
    measures = measures_of(rows.values())
    if not measures:
        return {}
    rounds = {rows[number].round_id: rows[number].round for number in measures}
    known = {number: facts.figures_of(round) for number, round in rounds.items() if round is not None}
    limit = rules_of(next(iter(rows.values())).authority).limit
    found = {}
    for number, wanted in measures.items():
        snapshot = known.get(rows[number].round_id)
        lines = money_lines(rows[number], wanted, snapshot) if snapshot is not None else ()
        if lines:
            found[number] = Money(lines, over_limit(lines, limit))
    return found
