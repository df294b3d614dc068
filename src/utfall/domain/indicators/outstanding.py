"""An outcome that is not there yet: why, and when it is expected."""

import datetime as dt
from dataclasses import dataclass

from utfall.domain import swedish
from utfall.domain.period import Period
from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _

EXPECTED = _("Väntas {day}.")


@dataclass(frozen=True, slots=True)
class Awaited:
    """That an indicator has no outcome yet for a unit and a period: why, and when it is expected, if that is known."""

    period: Period
    scope: str
    reason: str
    expected_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NoValueYet:
    """Somebody's answer for an outcome that is missing. Without a day it is not known when it will come."""

    reason: str
    expected_on: dt.date | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("A missing outcome has a reason.")

    def is_late(self, *, today: dt.date) -> bool:
        """Whether the day when it was expected has passed."""
        return self.expected_on is not None and self.expected_on < today

    def sentence(self, language: str = SWEDISH) -> str:
        """The reason, and the day where it is known, as a report prints it in place of the outcome."""
        reason = self.reason.strip()
        reason = reason if reason.endswith((".", "!", "?")) else f"{reason}."
        if self.expected_on is None:
            return reason
        day = swedish.date(self.expected_on) if language == SWEDISH else self.expected_on.isoformat()
        return f"{reason} {translate(EXPECTED, language).format(day=day)}"
