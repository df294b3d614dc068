"""What each level owes in a round, and the tasks that this makes: one for each unit, object and section."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from utfall.domain.organisation import OrgUnit, UnitKind
from utfall.domain.reporting.complete import VarianceLimit
from utfall.domain.reporting.words import Part, Section
from utfall.domain.snapshot import Round, RoundKind
from utfall.locale import SWEDISH, translate
from utfall.locale import mark as _


class Occasion(StrEnum):
    """When it is owed: in every such round, or only by the units that are asked."""

    ALWAYS = "alltid"
    WHEN_ASKED = "på begäran"

    @property
    def word(self) -> str:
        """The Swedish words as shown, a message to be translated."""
        return _OCCASION_WORDS[self]


_OCCASION_WORDS = {Occasion.ALWAYS: _("Alltid"), Occasion.WHEN_ASKED: _("På begäran")}


@dataclass(frozen=True, slots=True)
class Owed:
    """What one level owes in one section of one kind of round; nothing else is asked for or called missing."""

    level: UnitKind
    kind: RoundKind
    section: Section
    parts: frozenset[Part]
    occasion: Occasion = Occasion.ALWAYS

    def __post_init__(self) -> None:
        if not self.parts:
            raise ValueError("Leave the row out where nothing is owed.")


@dataclass(frozen=True, slots=True)
class ReportedObject:
    """An object that may be reported on: its code, name and section, and the units that have a share in it.

    Without `units` every unit of a level that owes the section is asked. `asked` are the units asked in this round
    though their level owes nothing by itself.
    """

    code: str
    name: str
    section: Section
    units: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """A task to be made: for which unit, about which object, what is owed, and how long it is thought to take."""

    unit: str
    object: str
    section: Section
    parts: frozenset[Part]
    name: str
    minutes: int

    @property
    def key(self) -> tuple[str, str, Section]:
        """What makes it the same task if the round is opened again: unit, object and section."""
        return (self.unit, self.object, self.section)

    def title(self, language: str = SWEDISH) -> str:
        """What a task list calls it: the verb of what is owed, and the object."""
        return translate(_verb(self.parts), language).format(name=self.name)


_COMMENT, _JUDGED = frozenset({Part.COMMENT}), frozenset({Part.COMMENT, Part.ASSESSMENT})
_MONEY = frozenset({Part.COMMENT, Part.FORECAST})
_COUNTED = frozenset({Part.COMMENT, Part.OUTCOME})
_OF_A_REPORT = {
    Section.SUMMARY: _COMMENT,
    Section.GOALS: _COMMENT,
    Section.INDICATORS: _COUNTED,
    Section.ECONOMY: _MONEY,
    Section.CONTROL: _COMMENT,
    Section.MEASURES: _COMMENT,
    Section.ASSIGNMENTS: _COMMENT,
}
_SECTIONS_OF: dict[RoundKind, dict[Section, frozenset[Part]]] = {
    RoundKind.MONTH: {Section.ECONOMY: _MONEY},
    RoundKind.INTERIM: _OF_A_REPORT,
    # The year is over: there is an outcome to explain and no forecast to make.
    RoundKind.ANNUAL: {**_OF_A_REPORT, Section.ECONOMY: _COMMENT},
    RoundKind.ASSIGNMENTS: {Section.ASSIGNMENTS: _COMMENT},
}


def _default() -> Iterator[Owed]:
    for kind, sections in _SECTIONS_OF.items():
        for section, parts in sections.items():
            of_the_whole = _JUDGED if section is Section.GOALS else parts
            yield Owed(UnitKind.ADMINISTRATION, kind, section, of_the_whole)
            yield Owed(UnitKind.AREA, kind, section, parts)
            yield Owed(UnitKind.UNIT, kind, section, parts, Occasion.WHEN_ASKED)


DEFAULT_OWED: tuple[Owed, ...] = tuple(_default())
"""Areas comment, units when asked, the administration sums up and judges; a municipality sets its own."""

LEVELS = (UnitKind.ADMINISTRATION, UnitKind.AREA, UnitKind.UNIT)
"""The levels that owe something; the first stands for the whole: the committee with its administration."""

PARTS_OF: Mapping[Section, tuple[Part, ...]] = {
    Section.SUMMARY: (Part.COMMENT,),
    Section.GOALS: (Part.COMMENT, Part.ASSESSMENT),
    Section.INDICATORS: (Part.COMMENT, Part.OUTCOME),
    Section.ECONOMY: (Part.COMMENT, Part.FORECAST),
    Section.CONTROL: (Part.COMMENT,),
    Section.MEASURES: (Part.COMMENT,),
    Section.ASSIGNMENTS: (Part.COMMENT,),
}
"""What can be owed about the objects of each section."""


@dataclass(frozen=True, slots=True)
class ReportingRules:
    """What an authority has decided about its rounds: who owes what, and from which variance a comment is owed.

    Raises ValueError where a level is told twice what it owes, or owes what the section has no place for.
    """

    owed: tuple[Owed, ...] = DEFAULT_OWED
    limit: VarianceLimit = field(default_factory=VarianceLimit)

    def __post_init__(self) -> None:
        keys = [(row.kind, row.section, row.level) for row in self.owed]
        if len(set(keys)) < len(keys):
            raise ValueError("A level owes something twice in one section of one kind of round.")
        for row in self.owed:
            if row.level not in LEVELS or not row.parts <= frozenset(PARTS_OF.get(row.section, ())):
                raise ValueError(f"{row.level} cannot owe {', '.join(sorted(row.parts))} in {row.section}.")

    def of(self, kind: RoundKind) -> tuple[Owed, ...]:
        """What is owed in rounds of the kind."""
        return tuple(row for row in self.owed if row.kind is kind)

    def owes(self, kind: RoundKind, section: Section, level: UnitKind) -> Owed | None:
        """What the level owes in the section of such a round; None for nothing."""
        rows = (row for row in self.of(kind) if row.section is section and row.level is level)
        return next(rows, None)

    def changed(self, kind: RoundKind, rows: Iterable[Owed]) -> "ReportingRules":
        """The rules with these rows for the kind of round, in the place of those that it had."""
        rest = tuple(row for row in self.owed if row.kind is not kind)
        return ReportingRules((*rest, *rows), self.limit)


MINUTES = {Part.COMMENT: 5, Part.ASSESSMENT: 1, Part.FORECAST: 8, Part.OUTCOME: 2}
"""How long each part is thought to take, for "beräknat 25 min kvar"."""


def tasks_for(
    units: Iterable[OrgUnit],
    objects: Iterable[ReportedObject],
    settings: Iterable[Owed],
    round: Round,
) -> tuple[TaskSpec, ...]:
    """The tasks of the round, by unit in the order given, and by object in the order given.

    A unit that does not exist on the round's last day gets none: an open task follows the successor.
    """
    owed = {(row.level, row.section): row for row in settings if row.kind is round.kind}
    objects, last = tuple(objects), _last_day(round)
    return tuple(
        task
        for unit in units
        if unit.exists_on(last)
        for item in objects
        if (task := _task(unit, item, owed.get((unit.kind, item.section)))) is not None
    )


def forecasting(
    units: Iterable[OrgUnit], settings: Iterable[Owed], round: Round, *, asked: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The codes of the units that owe a forecast of their own in the round, in the order given.

    `asked` are units that are asked though their level owes none by itself.
    """
    occasions = {
        row.level: row.occasion for row in settings if row.kind is round.kind and Part.FORECAST in row.parts
    }
    last = _last_day(round)
    return tuple(
        unit.code
        for unit in units
        if unit.exists_on(last)
        and unit.kind in occasions
        and (unit.code in asked or occasions[unit.kind] is Occasion.ALWAYS)
    )


def _last_day(round: Round) -> dt.date:
    year, month = divmod(round.period.last + 1, 12)
    return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


def _task(unit: OrgUnit, item: ReportedObject, row: Owed | None) -> TaskSpec | None:
    if row is None or not _is_asked(unit, item, row.occasion):
        return None
    minutes = sum(MINUTES[part] for part in row.parts)
    return TaskSpec(unit.code, item.code, item.section, row.parts, item.name, minutes)


def _is_asked(unit: OrgUnit, item: ReportedObject, occasion: Occasion) -> bool:
    if unit.code in item.asked:
        return True
    return occasion is Occasion.ALWAYS and (not item.units or unit.code in item.units)


def minutes_left(tasks: Iterable[tuple[TaskSpec, bool]]) -> int:
    """How many minutes are thought to be left, given each task and whether it is done."""
    return sum(task.minutes for task, done in tasks if not done)


def _verb(parts: frozenset[Part]) -> str:
    if Part.FORECAST in parts:
        return _("Lämna prognos: {name}")
    if Part.OUTCOME in parts:
        return _("Fyll i utfall: {name}")
    if Part.ASSESSMENT in parts:
        return _("Bedöm och kommentera {name}") if Part.COMMENT in parts else _("Bedöm {name}")
    return _("Kommentera {name}")
