"""What is asked about: kinds of things with where they belong, and what has been done to let others see them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.access.grants import Path
from utfall.domain.organisation import UnitKind
from utfall.domain.reporting.words import Section


class Kind(StrEnum):
    """The kinds of things that somebody may want to see or change."""

    COUNCIL_GOAL = "kommunens mål"
    ORGANISATION = "organisation"
    CALENDAR = "kalender"
    LEDGER_TOTAL = "summor ur huvudboken"
    BUDGET = "budget"
    PROGRESS = "antal klara"
    PLAN = "plan"
    INDICATOR = "indikator"
    ROUND = "runda"
    TASK = "uppgift"
    CONTRIBUTION = "bidrag"
    FORECAST = "prognos"
    FORECAST_ACCURACY = "prognosträff"
    MEASURE = "åtgärd"
    INVESTMENT = "investering"
    RESULT_ITEM = "post i resultatet"
    BUDGET_ASSUMPTION = "budgetantagande"
    AGREEMENT = "överenskommelse"
    NEED = "behov"
    RISK = "risk"
    CONTROL_ACTIVITY = "kontrollmoment"
    EDITION = "utgåva"
    SOURCE = "källa"
    HISTORY = "historik"
    VOUCHER = "verifikation"
    GRANT = "behörighet"
    SYSTEM = "drift"


@dataclass(frozen=True, slots=True)
class HandOver:
    """What was handed over to another authority on a day: the whole, or the named parts of it."""

    to: str
    on: dt.date
    parts: frozenset[str] | None = None

    def includes(self, part: str) -> bool:
        """Whether the part was among what was handed over; the whole is no part of a partial hand-over."""
        return self.parts is None or part in self.parts


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as access sees it: its kind, the authority and unit it belongs to, and how far it has been let out.

    `part` is its code within an edition, for partial hand-overs. `locked` is whether its round has been locked.
    `circle` names the persons who see a proposed measure until it is `released`. `secret_to` names the persons who
    see what is marked secret (the one who marked it among them); None is not secret.
    """

    kind: Kind
    authority: str
    path: Path = ()
    level: UnitKind = UnitKind.UNIT
    section: Section | None = None
    part: str = ""
    assigned_to: str = ""
    locked: bool = False
    summons_on: dt.date | None = None
    hand_overs: tuple[HandOver, ...] = ()
    released: bool = True
    circle: frozenset[str] = frozenset()
    secret_to: frozenset[str] | None = None
    cost_centre: str = ""

    def received_by(self, authority: str, *, on: dt.date) -> bool:
        """Whether it has been handed over to the authority by the day."""
        return any(
            one.to == authority and one.on <= on and one.includes(self.part) for one in self.hand_overs
        )

    def parts_for(self, authority: str, *, on: dt.date) -> frozenset[str] | None:
        """Which parts the authority has been given by the day, all hand-overs together; None is all of it."""
        given = [one.parts for one in self.hand_overs if one.to == authority and one.on <= on]
        if None in given:
            return None
        return frozenset().union(*(parts for parts in given if parts is not None))
