"""The goal chain: strategic areas, goals, committee goals, indicators and annual focuses."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from utfall.documents.compose.reference import printed
from utfall.documents.compose.template import GoalChain, Section, Template
from utfall.documents.compose.texts import Texts
from utfall.documents.model import (
    Block,
    Heading,
    IndicatorRow,
    IndicatorTable,
    Missing,
    Name,
    Number,
    Text,
)  # fmt: skip
from utfall.domain.figure import Address, Figure, Scope
from utfall.domain.indicators import Indicator, IndicatorKind, Target
from utfall.domain.period import Period
from utfall.domain.planning import AnnualFocus, CommitteeGoal, FocusTarget, StrategicArea, StrategicGoal
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot, TextKind


@dataclass(frozen=True, slots=True)
class GoalWriter:
    """Writes the goal chain; `sections` makes the blocks of sections that the template puts under a goal."""

    template: Template
    snapshot: Snapshot
    texts: Texts
    chain: GoalChain
    sections: Callable[[tuple[Section, ...]], Iterator[Block]]

    @property
    def words(self) -> Mapping[str, str]:
        """The words that the template uses for the levels and columns."""
        return self.chain.words

    def blocks(self) -> Iterator[Block]:
        """The whole chain, area by area: headings at levels 2 (area), 3 (goal), 4 (committee goal), 5 (focus)."""
        for area in self.snapshot.of(StrategicArea):
            goals = [goal for goal in self.snapshot.of(StrategicGoal) if goal.area == area.code]
            yield Heading(2, (Name(area.name, area.code),), area.code.lower())
            yield from self.texts.blocks(area.code, TextKind.INTRODUCTION)
            for goal in goals:
                yield from self._goal(goal)

    def _goal(self, goal: StrategicGoal) -> Iterator[Block]:
        yield self._titled(3, self.words["strategic_goal"], goal.name, goal.code)
        yield from self.texts.blocks(goal.code, TextKind.DESCRIPTION)
        yield from self.texts.blocks(goal.code, TextKind.COMMENT, label=self.words["comment"])
        for below in self.snapshot.of(CommitteeGoal):
            if below.strategic_goal == goal.code:
                yield from self._committee_goal(below)
        yield from self._focuses(goal.code, level=4)
        yield from self.sections(self.chain.under.get(goal.code, ()))

    def _committee_goal(self, goal: CommitteeGoal) -> Iterator[Block]:
        yield self._titled(4, self.words["committee_goal"], goal.name, goal.code)
        yield from self.texts.blocks(goal.code, TextKind.DESCRIPTION)
        yield from self.texts.blocks(goal.code, TextKind.COMMENT, label=self.words["comment"])
        rows = [item for item in self.snapshot.of(Indicator)
                if item.parent == goal.code and item.kind is IndicatorKind.GOAL]  # fmt: skip
        if rows:
            yield self._indicators(
                f"{self.words['indicators']}: {goal.name}",
                [(item, item.name, item.code) for item in rows],
                anchor=f"indikatorer-{goal.code.lower()}",
            )
        yield from self._focuses(goal.code, level=5)

    def _focuses(self, parent: str, *, level: int) -> Iterator[Block]:
        for focus in self.snapshot.of(AnnualFocus):
            if focus.goal != parent:
                continue
            yield self._titled(level, self.words["focus"], focus.name, focus.code)
            yield from self.texts.blocks(
                focus.code, TextKind.DESCRIPTION, label=self.words["description"], level=level + 1
            )
            yield from self.texts.blocks(
                focus.code, TextKind.COMMENT, label=self.words["comment"], level=level + 1
            )
            yield from self._focus_targets(focus)

    def _focus_targets(self, focus: AnnualFocus) -> Iterator[Block]:
        rows = []
        by_code = {item.code: item for item in self.snapshot.of(Indicator)}
        for target in self.snapshot.of(FocusTarget):
            if target.focus == focus.code:
                for code in target.indicators:
                    item = by_code[code]
                    name = target.name if len(target.indicators) == 1 else f"{target.name}: {item.name}"
                    rows.append((item, name, target.code))
        if rows:
            caption = f"{self.words['targets']}: {focus.name}"
            yield self._indicators(caption, rows, anchor=f"delmal-{focus.code.lower()}")

    def _indicators(
        self, caption: str, items: list[tuple[Indicator, str, str]], *, anchor: str
    ) -> IndicatorTable:
        years = {target.year for item, _name, _code in items for target in item.targets[:1]}
        column = f"{self.words['target']} {years.pop()}" if len(years) == 1 else self.words["target"]
        columns = (
            self.words["indicator"],
            self.words["outcome"],
            column,
            self.words["status"],
            self.words["comment"],
        )
        several = column == self.words["target"]
        rows = tuple(self._row(item, name, code, with_year=several) for item, name, code in items)
        return IndicatorTable((Text(caption),), columns, rows, anchor)

    def _row(self, item: Indicator, name: str, code: str, *, with_year: bool) -> IndicatorRow:
        target = item.targets[0] if item.targets else None
        figure = latest(self.snapshot, item)
        outcome: Number | Missing = (
            printed(figure, unit=figure.unit, decimals=item.decimals)
            if figure
            else Missing(item.no_value or self.template.missing)
        )
        comment = self.texts.line(code, TextKind.COMMENT)
        if target and with_year:
            comment = (Text(f"{self.words['target']} {target.year}. "), *comment)
        return IndicatorRow(
            title=(Name(name, code),),
            outcome=outcome,
            target=self._target(item, target),
            status=self._status(figure, target),
            comment=comment,
        )

    def _target(self, item: Indicator, target: Target | None) -> Number | Missing:
        if target is None or target.value is None:
            return Missing(self.words["increase"] if target else self.template.not_applicable)
        address = Address(item.measure, Scope(item.scope), Period.year(target.year), Scenario.TARGET)
        figure = self.snapshot.figures.get(address)
        if figure is None:
            return Missing(self.template.missing)
        return printed(figure, unit=figure.unit, decimals=target.decimals)

    def _status(self, figure: Figure | None, target: Target | None) -> str:
        if figure is None or target is None or target.value is None:
            return self.words["no_status"]
        return self.words["reached" if target.comparator.holds(figure.value, target.value) else "not_reached"]

    @staticmethod
    def _titled(level: int, word: str, name: str, code: str) -> Heading:
        return Heading(level, (Text(f"{word} – "), Name(name, code)), code.lower())


def latest(snapshot: Snapshot, item: Indicator) -> Figure | None:
    """The indicator's latest outcome at the end of the round, for its own scope and without cuts.

    Of two that end in the same month the round's own period wins, then the longer one.
    """
    own = snapshot.period

    def rank(figure: Figure) -> tuple[int, bool, int]:
        return figure.period.last, figure.period == own, figure.period.months

    found = [
        figure
        for address, figure in snapshot.figures.items()
        if address.measure == item.measure
        and address.scope.code == item.scope
        and address.scenario is Scenario.OUTCOME
        and not address.cuts
        and figure.period.last <= own.last
    ]
    return max(found, key=rank, default=None)
