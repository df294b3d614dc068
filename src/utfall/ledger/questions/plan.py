"""A question turned into the parts of its SQL text: which tables it needs, what it groups by, what it keeps."""

from collections.abc import Iterable
from dataclasses import dataclass

from utfall.ledger.questions import texts
from utfall.ledger.questions.asking import CODE_COLUMNS, Axis, Cut, Source, smallest_source
from utfall.ledger.questions.engine import Value

_MAPPED = {
    Axis.LINE: ("accounts", "a.line"),
    Axis.UNIT: ("units", "u.unit"),
    Axis.PROJECT_CLASS: ("projects", "p.class"),
}
_OWN = ("b.municipality", "b.scenario", "b.version", "b.month")


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a question's text that follow from its axes and its cut; nothing here comes from a user's text."""

    axes: tuple[Axis, ...]
    cut: Cut
    source: Source

    @classmethod
    def of(cls, axes: Iterable[Axis], cut: Cut, *, source: Source | None = None) -> "Plan":
        """The plan, from the smallest files that can answer or from those that are named.

        Raises ValueError where the named files do not hold an axis of the question.
        """
        axes = tuple(axes)
        least = smallest_source(frozenset(axes) | frozenset(cut.codes) | frozenset(cut.exactly))
        order = tuple(Source)
        if source is not None and order.index(source) < order.index(least):
            raise ValueError(f"{source} does not hold everything that is asked for; {least} does.")
        return cls(axes, cut, source or least)

    @property
    def needs(self) -> frozenset[str]:
        """The small tables that the question needs."""
        wanted = {_MAPPED[axis][0] for axis in self.axes if axis in _MAPPED}
        cut = self.cut
        wanted |= {"accounts"} if cut.lines is not None else set()
        wanted |= {"projects"} if cut.classes is not None else set()
        wanted |= {"units"} if cut.scope is not None else set()
        wanted |= {"units", "internal"} if cut.within is not None else set()
        return frozenset(wanted)

    @property
    def values(self) -> dict[str, Value]:
        """The parameters of the filters."""
        begins: dict[str, Value] = {CODE_COLUMNS[axis]: code for axis, code in self.cut.codes.items()}
        return begins | {f"just_{CODE_COLUMNS[axis]}": code for axis, code in self.cut.exactly.items()}

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the answer's key columns, one an axis."""
        return tuple(f"k{position}" for position in range(len(self.axes)))

    def parts(self, *, several: bool, dated: frozenset[str]) -> dict[str, str]:
        """The parts of the text; `several` says whether codes of several municipalities are to be kept apart.

        `dated` names the tables in which a code does not stand for the same thing through the whole question.
        """
        inner = [(key, _inner(axis)) for key, axis in zip(self.keys, self.axes, strict=True) if _inner(axis)]
        outer = [_outer(key, axis) for key, axis in zip(self.keys, self.axes, strict=True)]
        named = [f"{expression} AS {key}" for key, expression in zip(self.keys, outer, strict=True)]
        return {
            "inner_keys": ", ".join([*(f"{expression} AS {key}" for key, expression in inner), *_OWN]),
            "inner_groups": ", ".join([*(expression for _key, expression in inner), *_OWN]),
            "outer_keys": ", ".join(named),
            "outer_groups": ", ".join(outer),
            "keys": ", ".join(self.keys),
            "joins": "\n".join(self._joins(several, dated)),
            "filters": " ".join(self._filters()),
        }

    def _joins(self, several: bool, dated: frozenset[str]) -> Iterable[str]:
        for name, how in texts.JOINS.items():
            if name in self.needs:
                # Two comparisons less for a million rows, where they would say nothing.
                same = texts.SAME_MUNICIPALITY if several else ""
                months = texts.IN_MONTHS if name in dated else ""
                yield how + (same + months).format(alias=name[0])

    def _filters(self) -> Iterable[str]:
        if self.cut.within is not None:
            yield texts.NOT_INTERNAL
        for axis in self.cut.codes:
            column = CODE_COLUMNS[axis]
            yield f"AND SUBSTR(b.{column}, 1, LENGTH(:{column})) = :{column}"
        for axis in self.cut.exactly:
            yield f"AND b.{CODE_COLUMNS[axis]} = :just_{CODE_COLUMNS[axis]}"


def _inner(axis: Axis) -> str:
    """What the axis is in the files; empty for what every sum is grouped by in any case."""
    if axis in _MAPPED:
        return _MAPPED[axis][1]
    return f"b.{CODE_COLUMNS[axis]}" if axis in CODE_COLUMNS else ""


def _outer(key: str, axis: Axis) -> str:
    match axis:
        case Axis.MONTH:
            return "s.month % 100"
        case Axis.MUNICIPALITY:
            return "s.municipality"
        case _:
            return f"s.{key}"
