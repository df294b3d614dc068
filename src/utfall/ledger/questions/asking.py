"""The words of a question: along what, in which columns, within which perimeter, from which files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from utfall.domain.organisation import UnitKind
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.statement import ProjectClass


class Axis(StrEnum):
    """What amounts can be laid out by; the value is the word for it on the command line."""

    LINE = "rad"
    UNIT = "enhet"
    PROJECT_CLASS = "projektklass"
    MUNICIPALITY = "kommun"
    MONTH = "månad"
    ANSVAR = "ansvar"
    KONTO = "konto"
    VERKSAMHET = "verksamhet"
    PROJEKT = "projekt"
    AKTIVITET = "aktivitet"
    OBJEKT = "objekt"
    MOTPART = "motpart"
    COUNTERPART = "leverantör"
    VOUCHER = "verifikation"


class Source(StrEnum):
    """Which files answer: the small monthly sums, the monthly sums by the whole code string, or the entries."""

    CUBE = "cube"
    CODES = "codes"
    ENTRIES = "entries"


_ONLY_ENTRIES = frozenset({Axis.COUNTERPART, Axis.VOUCHER})
_WHOLE_CODE = frozenset({Axis.VERKSAMHET, Axis.AKTIVITET, Axis.OBJEKT})


def smallest_source(axes: frozenset[Axis]) -> Source:
    """The smallest files that know all the axes."""
    if axes & _ONLY_ENTRIES:
        return Source.ENTRIES
    return Source.CODES if axes & _WHOLE_CODE else Source.CUBE


class Perimeter(StrEnum):
    """Inside what postings between its own parts are left out, so that nothing is counted twice."""

    UNIT = "enhet"
    AREA = "område"
    COMMITTEE = "nämnd"
    MUNICIPALITY = "kommun"
    GROUP = "koncern"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: name, scenario, months, and which version of a budget or a forecast (None: the latest).

    The same period last year is `Column("fg", Scenario.OUTCOME, period.year_before)`, a rolling twelve months
    `Column("r12", Scenario.OUTCOME, Period.rolling_twelve(2024, 8))`.
    """

    name: str
    scenario: Scenario
    period: Period
    version: str | None = None

    @property
    def first_month(self) -> int:
        """As 202401."""
        return month_number(self.period.first)

    @property
    def last_month(self) -> int:
        """As 202408."""
        return month_number(self.period.last)


def month_number(month: int) -> int:
    """A month counted as in Period, as 202408."""
    return month // 12 * 100 + month % 12 + 1


@dataclass(frozen=True, slots=True)
class Cut:
    """What part of the ledger a question is about; everything is optional.

    `scope` is a unit with all below it, `level` what kind of unit the axis UNIT shows (None: the unit that owns the
    cost centre). `within` leaves out internal postings. `lines` and `classes` keep some report lines and project
    classes (None: all); `codes` keeps the codes that begin so, such as {Axis.KONTO: "50"}, and `exactly` those that are
    just so, where an empty code is one too.
    """

    municipalities: tuple[str, ...] = ()
    scope: str | None = None
    level: UnitKind | None = None
    within: Perimeter | None = None
    lines: tuple[str, ...] | None = None
    classes: tuple[ProjectClass, ...] | None = None
    codes: Mapping[Axis, str] = field(default_factory=dict)
    exactly: Mapping[Axis, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", MappingProxyType(dict(self.codes)))
        object.__setattr__(self, "exactly", MappingProxyType(dict(self.exactly)))
        for axis in (*self.codes, *self.exactly):
            if axis not in CODE_COLUMNS:
                raise ValueError(f"{axis} is no code of a row.")


CODE_COLUMNS: Mapping[Axis, str] = MappingProxyType(
    {
        Axis.ANSVAR: "ansvar",
        Axis.KONTO: "konto",
        Axis.VERKSAMHET: "verksamhet",
        Axis.PROJEKT: "projekt",
        Axis.AKTIVITET: "aktivitet",
        Axis.OBJEKT: "objekt",
        Axis.MOTPART: "motpart",
        Axis.COUNTERPART: "counterpart",
        Axis.VOUCHER: "voucher",
    }
)
"""The axes that are columns of the files themselves."""

EVERYTHING = Cut()
"""No cut at all."""
