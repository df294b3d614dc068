"""What the page of a statement shows."""

from dataclasses import dataclass

from utfall.domain.period import Period
from utfall.web.finance.finding import Place, month_of
from utfall.web.finance.ways import Here, Tab, ways


@dataclass(frozen=True, slots=True)
class StatementPage:
    """The statement of one unit."""

    title: str
    committee: str
    period: str
    ways: tuple[Tab, ...]


def statement(place: Place, period: Period) -> StatementPage:
    """The page."""
    here = Here(place.unit.code, place.authority.code, month_of(period))
    return StatementPage(place.unit.name, place.authority.name, period.label, ways(here, "statement"))
