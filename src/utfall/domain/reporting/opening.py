"""What a new round or a new year takes over from the one before, as values that can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from utfall.domain.denied import Denied
from utfall.domain.snapshot import RoundKind
from utfall.locale import mark as _


class Carried(StrEnum):
    """The kinds of things that a round or a year may take over."""

    STRATEGIC_GOAL = "strategiskt mål"
    COMMITTEE_GOAL = "verksamhetsmål"
    FOCUS = "inriktning"
    INDICATOR = "indikator"
    TARGET = "målvärde"
    ASSIGNMENT = "uppdrag"
    MEASURE = "åtgärd"
    RISK = "risk"
    CONTROL_ACTIVITY = "kontrollmoment"
    TEXT = "text"
    OUTCOME = "utfall"
    OWED = "vem som lämnar vad"
    ROLE = "roll"


class Treatment(StrEnum):
    """What becomes of it: it goes on, it is proposed for the person to choose, or it stays where it was."""

    GOES_ON = "följer med"
    PROPOSED = "föreslås"
    STAYS = "stannar"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing of the old year: its kind and code, the last year it is valid (None: no end), and whether it is closed."""

    kind: Carried
    code: str
    last_year: int | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """What becomes of one candidate."""

    candidate: Candidate
    treatment: Treatment


@dataclass(frozen=True, slots=True)
class YearShift:
    """A shift from one year to the next: what becomes of each candidate.

    It copies and never moves: the old year stays as it was, so undoing the shift is to take away what it made, as
    long as nobody has worked in it.
    """

    from_year: int
    takings: tuple[Taking, ...]

    @property
    def to_year(self) -> int:
        """The year that is opened."""
        return self.from_year + 1

    def having(self, treatment: Treatment) -> tuple[Candidate, ...]:
        """The candidates that are treated so, in the order given."""
        return tuple(taking.candidate for taking in self.takings if taking.treatment is treatment)

    def undo(self, *, worked_on: Iterable[str]) -> tuple[str, ...] | Denied:
        """The codes to take away again, or why the shift cannot be undone any more.

        `worked_on` are codes of what has been changed in the new year.
        """
        made = [one.code for one in (*self.having(Treatment.GOES_ON), *self.having(Treatment.PROPOSED))]
        touched = sorted(frozenset(worked_on) & frozenset(made))
        if touched:
            return Denied(
                "year.worked-on", _WORKED_ON, {"year": str(self.to_year), "codes": ", ".join(touched)}
            )
        return tuple(made)


_WORKED_ON = _(
    "Året {year} kan inte ångras, för någon har arbetat i det: {codes}. Återställ det först, eller behåll året."
)

# A goal lasts its term and a definition until it is changed; what one year was about has to be chosen anew.
_AT_YEAR_END: dict[Carried, Treatment] = {
    Carried.STRATEGIC_GOAL: Treatment.GOES_ON,
    Carried.COMMITTEE_GOAL: Treatment.GOES_ON,
    Carried.FOCUS: Treatment.PROPOSED,
    Carried.INDICATOR: Treatment.GOES_ON,
    Carried.TARGET: Treatment.GOES_ON,
    Carried.ASSIGNMENT: Treatment.GOES_ON,
    Carried.MEASURE: Treatment.GOES_ON,
    Carried.RISK: Treatment.PROPOSED,
    Carried.CONTROL_ACTIVITY: Treatment.PROPOSED,
    Carried.TEXT: Treatment.STAYS,
    Carried.OUTCOME: Treatment.STAYS,
    Carried.OWED: Treatment.GOES_ON,
    Carried.ROLE: Treatment.GOES_ON,
}


def year_shift(candidates: Iterable[Candidate], *, from_year: int) -> YearShift:
    """What becomes of everything when the next year is opened by somebody; nothing shifts by itself.

    What is closed, or ends with the year, stays. An assignment is closed only by a decision, so it goes on until then.
    """
    return YearShift(from_year, tuple(Taking(one, _treatment(one, from_year)) for one in candidates))


def _treatment(candidate: Candidate, from_year: int) -> Treatment:
    over = candidate.last_year is not None and candidate.last_year <= from_year
    return Treatment.STAYS if candidate.closed or over else _AT_YEAR_END[candidate.kind]


def is_same_series(one: RoundKind, other: RoundKind) -> bool:
    """Whether a text of one round may be offered as "last time" in another.

    A report on goals follows on another such report whether it is interim or of the year; a month follow-up and a
    report on assignments only follow on their own kind.
    """
    reports = {RoundKind.INTERIM, RoundKind.ANNUAL}
    return one is other or {one, other} <= reports


def undo_opening(*, written: int) -> Denied | None:
    """Why the opening of a round cannot be undone, or None: `written` is how many contributions hold something."""
    if not written:
        return None
    return Denied("round.written-in", _WRITTEN_IN, {"count": str(written)})


_WRITTEN_IN = _("Rundan har {count} påbörjade bidrag, så öppningen kan inte ångras. Lås rundan i stället.")
