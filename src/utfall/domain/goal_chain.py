"""The goal chain of one year as a tree: what may stand under what, how a goal moves, how two versions differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from utfall.domain.denied import Denied
from utfall.locale import mark as _

LOCKED_GOAL = _("{name} hör till kommunens mål och ändras av fullmäktige. Lägg till under det i stället.")
ALREADY_FIRST = _("{name} står redan överst.")
ALREADY_LAST = _("{name} står redan nederst.")
NOTHING_BEFORE = _("Det finns inget mål före {name} som det kan flyttas in under.")
ALREADY_OUTERMOST = _("{name} kan inte flyttas längre ut.")
NOT_UNDER = _("{level} kan inte stå under {parent}. Välj ett annat ställe.")
NOT_AT_THE_TOP = _("{level} måste stå under något annat. Välj ett annat ställe.")
UNDER_ITSELF = _("{name} kan inte flyttas till sig självt eller något som står under det.")


class Level(StrEnum):
    """The levels of the goal chain; the value is what is stored, `word` what is shown."""

    AREA = "strategiskt område"
    STRATEGIC = "strategiskt mål"
    COMMITTEE = "verksamhetsmål"
    FOCUS = "inriktning"
    UNIT = "enhetens mål"

    @property
    def word(self) -> str:
        """The Swedish word as shown, a message to be translated."""
        return _WORDS[self]


_WORDS = {
    Level.AREA: _("Strategiskt område"),
    Level.STRATEGIC: _("4-årigt mål"),
    Level.COMMITTEE: _("Verksamhetsmål"),
    Level.FOCUS: _("1-årig inriktning"),
    Level.UNIT: _("Enhetens mål"),
}
LOCKED = frozenset({Level.AREA, Level.STRATEGIC})
"""The council's own, which a committee may only add to."""
_UNDER: Mapping[Level, tuple[Level | None, ...]] = {
    Level.AREA: (None,),
    Level.STRATEGIC: (Level.AREA,),
    Level.COMMITTEE: (Level.STRATEGIC,),
    Level.FOCUS: (Level.COMMITTEE, Level.STRATEGIC),
    Level.UNIT: (None, Level.STRATEGIC, Level.COMMITTEE, Level.FOCUS, Level.UNIT),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A goal in the chain; `parent` and `owner` are codes, empty for none."""

    code: str
    name: str
    level: Level
    parent: str = ""
    description: str = ""
    owner: str = ""
    target_year: int | None = None

    def as_json(self) -> dict[str, object]:
        """Plain values that `node` makes the goal of again."""
        return {
            "code": self.code, "name": self.name, "level": self.level.value, "parent": self.parent,
            "description": self.description, "owner": self.owner, "target_year": self.target_year,
        }  # fmt: skip


def node(value: Mapping[str, object]) -> Node:
    """The goal that `as_json` made the values of."""
    year = value["target_year"]
    return Node(
        code=str(value["code"]), name=str(value["name"]), level=Level(str(value["level"])),
        parent=str(value["parent"]), description=str(value["description"]), owner=str(value["owner"]),
        target_year=year if isinstance(year, int) else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    """Goals as a tree; siblings stand in the order given. One whose parent is not among them stands at the top."""

    nodes: tuple[Node, ...]
    _by_code: Mapping[str, Node] = field(init=False, repr=False, compare=False)
    _below: Mapping[str, tuple[Node, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {one.code: one for one in self.nodes}
        below: dict[str, list[Node]] = {}
        for one in self.nodes:
            below.setdefault(one.parent if one.parent in by_code else "", []).append(one)
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(self, "_below", {code: tuple(nodes) for code, nodes in below.items()})

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Node:
        """The goal with the code. Raises KeyError."""
        return self._by_code[code]

    def below(self, code: str) -> tuple[Node, ...]:
        """The goals directly below; of the empty code, those at the top."""
        return self._below.get(code, ())

    def above(self, code: str) -> str:
        """The code of the goal right above it here; empty at the top."""
        parent = self[code].parent
        return parent if parent in self._by_code else ""

    def path(self, code: str) -> tuple[Node, ...]:
        """From the top down to the goal itself."""
        found: list[Node] = []
        while code:
            found.append(self[code])
            code = self.above(code)
        return tuple(reversed(found))

    def walk(self, code: str = "", depth: int = 0) -> Iterator[tuple[int, Node]]:
        """Every goal below, each with its depth and before what is below it."""
        for one in self.below(code):
            yield depth, one
            yield from self.walk(one.code, depth + 1)


def may_stand_under(level: Level, parent: Level | None) -> bool:
    """Whether a goal of the level may stand under one of the other, or at the top (None)."""
    return parent in _UNDER[level]


def levels_under(parent: Level) -> tuple[Level, ...]:
    """The levels that somebody may add under a goal, from the top; the council's own are not added here."""
    return tuple(level for level in Level if level not in LOCKED and may_stand_under(level, parent))


class Way(StrEnum):
    """One step of a move."""

    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


class Place(StrEnum):
    """Where a goal is put, beside another one."""

    BEFORE = "before"
    AFTER = "after"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the goal stands after a move: under `parent` (empty: at the top), with all its siblings there in order."""

    parent: str
    order: tuple[str, ...]


def moved(chain: Chain, code: str, way: Way) -> Moved | Denied:
    """The goal one step up, down, in under the one before it, or out to after its parent."""
    one = chain[code]
    siblings = [each.code for each in chain.below(chain.above(code))]
    at = siblings.index(code)
    match way:
        case Way.UP:
            if at == 0:
                return Denied("plan.first", ALREADY_FIRST, {"name": one.name})
            return placed(chain, code, Place.BEFORE, siblings[at - 1])
        case Way.DOWN:
            if at == len(siblings) - 1:
                return Denied("plan.last", ALREADY_LAST, {"name": one.name})
            return placed(chain, code, Place.AFTER, siblings[at + 1])
        case Way.IN:
            if at == 0:
                return Denied("plan.nothing-before", NOTHING_BEFORE, {"name": one.name})
            return placed(chain, code, Place.UNDER, siblings[at - 1])
        case Way.OUT:
            if not chain.above(code):
                return Denied("plan.outermost", ALREADY_OUTERMOST, {"name": one.name})
            return placed(chain, code, Place.AFTER, chain.above(code))


def placed(chain: Chain, code: str, place: Place, other: str) -> Moved | Denied:
    """The goal before, after or (last) under the other one, if it may stand there."""
    one, beside = chain[code], chain[other]
    if one.level in LOCKED:
        return Denied("plan.locked", LOCKED_GOAL, {"name": one.name})
    if code in {each.code for each in chain.path(other)}:
        return Denied("plan.under-itself", UNDER_ITSELF, {"name": one.name})
    parent = other if place is Place.UNDER else chain.above(beside.code)
    refused = _refused(one, chain[parent] if parent else None)
    if refused is not None:
        return refused
    order = [each.code for each in chain.below(parent) if each.code != code]
    match place:
        case Place.UNDER:
            order.append(code)
        case Place.BEFORE:
            order.insert(order.index(other), code)
        case Place.AFTER:
            order.insert(order.index(other) + 1, code)
    return Moved(parent, tuple(order))


def _refused(one: Node, parent: Node | None) -> Denied | None:
    if may_stand_under(one.level, parent.level if parent else None):
        return None
    if parent is None:
        return Denied("plan.not-at-the-top", NOT_AT_THE_TOP, {"level": one.level.word})
    return Denied("plan.not-under", NOT_UNDER, {"level": one.level.word, "parent": parent.level.word.lower()})


class ChainChangeKind(StrEnum):
    """What happened to a goal between two versions; the value is its word, a message to be translated."""

    ADDED = _("Tillagt")
    REMOVED = _("Borttaget")
    RENAMED = _("Omformulerat")
    MOVED = _("Flyttat")
    CHANGED = _("Ändrat")


@dataclass(frozen=True, slots=True)
class ChainChange:
    """What happened to a goal; `before` and `after` are what it was and is, None where it is not there."""

    kind: ChainChangeKind
    before: Node | None
    after: Node | None

    @property
    def name(self) -> str:
        """What the goal is called now, or was called last."""
        found = self.after or self.before
        return found.name if found else ""


def chain_changes(before: Chain, after: Chain) -> tuple[ChainChange, ...]:
    """What differs, in the order of the later version and last what was removed; one goal may be there several times.

    Only the fewest goals that explain a new order count as moved.
    """
    reordered = _reordered(before, after)
    found: list[ChainChange] = []
    for _depth, now in after.walk():
        if now.code not in before:
            found.append(ChainChange(ChainChangeKind.ADDED, None, now))
            continue
        then = before[now.code]
        for kind, differs in (
            (ChainChangeKind.RENAMED, then.name != now.name),
            (ChainChangeKind.MOVED, then.parent != now.parent or now.code in reordered),
            (ChainChangeKind.CHANGED, _rest(then) != _rest(now)),
        ):
            if differs:
                found.append(ChainChange(kind, then, now))
    removed = (one for _depth, one in before.walk() if one.code not in after)
    return (*found, *(ChainChange(ChainChangeKind.REMOVED, one, None) for one in removed))


def _rest(one: Node) -> tuple[object, ...]:
    return one.level, one.description, one.owner, one.target_year


def _reordered(before: Chain, after: Chain) -> frozenset[str]:
    found: set[str] = set()
    for parent in ("", *(one.code for one in after.nodes)):
        then = [one.code for one in before.below(parent)]
        now = [one.code for one in after.below(parent) if one.code in then]
        kept = _longest_rising([then.index(code) for code in now])
        found |= {code for code in now if then.index(code) not in kept}
    return frozenset(found)


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The most numbers that can stand as they are when the others are moved."""
    best: list[tuple[int, ...]] = []
    for number in numbers:
        fitting = [row for row in best if row[-1] < number]
        best.append((*(max(fitting, key=len) if fitting else ()), number))
    longest: tuple[int, ...] = max(best, key=len) if best else ()
    return frozenset(longest)
