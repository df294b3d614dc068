"""The organisation: units, areas, administrations and committees as a tree, with their codes and names."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class UnitKind(StrEnum):
    """What a part of the organisation is; the value is its word in source files."""

    MUNICIPALITY = "kommun"
    COMMITTEE = "nämnd"
    ADMINISTRATION = "förvaltning"
    AREA = "område"
    UNIT = "enhet"
    SEGMENT = "segment"
    EXTERNAL = "extern"


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """A part of the organisation with its stable code and its one canonical name.

    `ansvar` are the cost-centre codes whose postings belong to it directly. `aliases` are other names that may be
    printed (short forms); `wrong_names` are old or wrong ones that may not. `short` is how running text names it
    ("område 4"). The unit exists from `valid_from` to `valid_to`, both included; None is without limit.
    """

    code: str
    name: str
    kind: UnitKind
    parent: str = ""
    short: str = ""
    abbreviation: str = ""
    ansvar: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    wrong_names: tuple[str, ...] = ()
    manager: str = ""
    """The role that leads it, never a person's name."""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def exists_on(self, day: dt.date) -> bool:
        """Whether the unit exists on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Role:
    """A role in the organisation; the persons who hold it are not part of the facts of a report."""

    code: str
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """All units by code, with the tree they make.

    Raises ValueError with a sentence where two units have one code, a parent is unknown, or a unit is below itself.
    """

    units: tuple[OrgUnit, ...]
    _by_code: Mapping[str, OrgUnit] = field(init=False, repr=False, compare=False)
    _children: Mapping[str, tuple[OrgUnit, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for problem in structure_problems(self.units):
            raise ValueError(f"{problem.code}: {problem.kind.value}.")
        below: dict[str, list[OrgUnit]] = {}
        for unit in self.units:
            below.setdefault(unit.parent, []).append(unit)
        object.__setattr__(self, "_by_code", {unit.code: unit for unit in self.units})
        object.__setattr__(self, "_children", {code: tuple(units) for code, units in below.items()})

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> OrgUnit:
        """The unit with the code. Raises KeyError."""
        return self._by_code[code]

    def children(self, code: str) -> tuple[OrgUnit, ...]:
        """The units directly below, in the order they were given."""
        return self._children.get(code, ())

    def subtree(self, code: str) -> tuple[OrgUnit, ...]:
        """The unit and all below it, each before what is below it."""
        return tuple(self._walk(code))

    def _walk(self, code: str) -> Iterator[OrgUnit]:
        yield self._by_code[code]
        for child in self.children(code):
            yield from self._walk(child.code)

    def path(self, code: str) -> tuple[OrgUnit, ...]:
        """The unit and everything above it, the unit first."""
        found = []
        while code:
            found.append(self._by_code[code])
            code = found[-1].parent
        return tuple(found)

    def unit_of(self, ansvar: str, day: dt.date) -> OrgUnit | None:
        """The unit to which the cost centre belongs on the day, or None."""
        for unit in self.units:
            if ansvar in unit.ansvar and unit.exists_on(day):
                return unit
        return None


class StructureFault(StrEnum):
    """What can be wrong with a list of units."""

    SAME_CODE = "two units have this code"
    UNKNOWN_PARENT = "the unit above is unknown"
    CIRCLE = "the unit is below itself"
    SAME_ANSVAR = "two units have one cost centre at the same time"


@dataclass(frozen=True, slots=True)
class StructureProblem:
    """One unit's code and what is wrong with its place in the tree."""

    code: str
    kind: StructureFault
    other: str = ""


def structure_problems(units: Iterable[OrgUnit]) -> tuple[StructureProblem, ...]:
    """What keeps the units from being a tree: at most one problem of each kind for a unit."""
    units = tuple(units)
    parents: dict[str, str] = {}
    problems = []
    for unit in units:
        if unit.code in parents:
            problems.append(StructureProblem(unit.code, StructureFault.SAME_CODE))
        parents[unit.code] = unit.parent
    for code, parent in parents.items():
        if parent and parent not in parents:
            problems.append(StructureProblem(code, StructureFault.UNKNOWN_PARENT, parent))
        elif _is_below_itself(code, parents):
            problems.append(StructureProblem(code, StructureFault.CIRCLE, parent))
    return (*problems, *_shared_cost_centres(units))


def _is_below_itself(code: str, parents: Mapping[str, str]) -> bool:
    seen, above = {code}, parents[code]
    while above and above in parents:
        if above in seen:
            return above == code
        seen.add(above)
        above = parents[above]
    return False


def _shared_cost_centres(units: tuple[OrgUnit, ...]) -> Iterator[StructureProblem]:
    holders: dict[str, list[OrgUnit]] = {}
    for unit in units:
        for code in unit.ansvar:
            others = [other for other in holders.get(code, ()) if _overlap(unit, other)]
            if others:
                yield StructureProblem(unit.code, StructureFault.SAME_ANSVAR, code)
            holders.setdefault(code, []).append(unit)


def _overlap(first: OrgUnit, second: OrgUnit) -> bool:
    start = max(first.valid_from or dt.date.min, second.valid_from or dt.date.min)
    return start <= min(first.valid_to or dt.date.max, second.valid_to or dt.date.max)
