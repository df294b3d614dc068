"""A figure: a value with everything one must know to print, compare and trace it."""

import re
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.interval import Interval
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.unit import Unit

LONGEST_ADDRESS = 64
_WORD = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_SCOPE = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_CUT = re.compile(r"([a-z0-9-]+)=([A-Za-z0-9.-]+)")


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """Which part of the organisation a figure is about: the stable code of a unit, area, segment or committee."""

    code: str

    def __post_init__(self) -> None:
        if not _SCOPE.fullmatch(self.code):
            raise ValueError(f"{self.code!r} is not a unit code; use A-Z, 0-9 and hyphens.")

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """The stable, readable name of a figure: `measure:scope:period:scenario[:cut=value...]`.

    ASCII without blanks, at most 64 characters, for instance `resultat.inkl:SEN:2024-01..2024-08:utfall` and
    `sjukfranvaro:SEF:2024-07/r12:utfall:kon=k`. Cuts are sorted, so one figure has one address.
    """

    measure: str
    scope: Scope
    period: Period
    scenario: Scenario
    cuts: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not _WORD.fullmatch(self.measure):
            raise ValueError(f"{self.measure!r} is not a measure; use a-z, 0-9, full stop and hyphen.")
        for name, value in self.cuts:
            if not _CUT.fullmatch(f"{name}={value}"):
                raise ValueError(f"{name}={value} is not a cut; write it as kon=k.")
        object.__setattr__(self, "cuts", tuple(sorted(self.cuts)))
        if len(str(self)) > LONGEST_ADDRESS:
            raise ValueError(f"{self} is longer than {LONGEST_ADDRESS} characters; shorten the measure.")

    @classmethod
    def parse(cls, text: str) -> "Address":
        """The address written in text. Raises ValueError with a sentence when it is not one."""
        parts = text.split(":")
        if len(parts) < 4:
            raise ValueError(f"{text!r} is not an address; write measure:scope:period:scenario.")
        measure, scope, period, scenario, *cuts = parts
        if scenario not in {known.value for known in Scenario}:
            raise ValueError(f"{scenario!r} in {text!r} is not a scenario; there are {', '.join(Scenario)}.")
        pairs = [_CUT.fullmatch(cut) for cut in cuts]
        if not all(pairs):
            raise ValueError(f"{text!r}: what follows the scenario is written as kon=k.")
        found = tuple((pair[1], pair[2]) for pair in pairs if pair)
        return cls(measure, Scope(scope), Period.parse(period), Scenario(scenario), found)

    def __str__(self) -> str:
        """As written in text; `Address.parse(str(a)) == a`."""
        cuts = "".join(f":{name}={value}" for name, value in self.cuts)
        return f"{self.measure}:{self.scope}:{self.period}:{self.scenario}{cuts}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: a file and a place in it, or `derived` and the formula."""

    document: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.document}, {self.place}" if self.place else self.document


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a measured value was made of: numerator and denominator, how many answered, and why it is right or corrected."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    answers: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with unit, precision, scope, period, scenario and source.

    `value` is exact, in `unit` (money in kr). `decimals` is the precision of the source: a sick-leave share that
    arrived as 6,1 has one; a sum of öre has two. `name` is what the figure is called in Swedish. `grounds` are kept
    with a measured value and are no part of the facts.
    """

    address: Address
    value: Decimal
    unit: Unit
    decimals: int
    source: Source
    name: str = ""
    grounds: Grounds | None = None

    @property
    def scope(self) -> Scope:
        """The part of the organisation that it is about."""
        return self.address.scope

    @property
    def period(self) -> Period:
        """The months that it is about."""
        return self.address.period

    @property
    def scenario(self) -> Scenario:
        """Outcome, budget, forecast, target or a variance."""
        return self.address.scenario

    @property
    def interval(self) -> Interval:
        """What the value can stand for, given the precision of its source."""
        return Interval.printed(self.value, self.decimals)

    def as_json(self) -> dict[str, object]:
        """Value, unit, period, scope, scenario and source, with the value as text, for canonical JSON."""
        return {
            "address": str(self.address),
            "measure": self.address.measure,
            "scope": self.scope.code,
            "period": str(self.period),
            "scenario": self.scenario.value,
            "cuts": dict(self.address.cuts),
            "value": format(self.value, "f"),
            "unit": self.unit.symbol,
            "decimals": self.decimals,
            "name": self.name,
            "source": {"document": self.source.document, "place": self.source.place},
        }
