"""Figures in running text tied to the cells of tables that they repeat (method 4.7)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from utfall.domain.unit import Unit
from utfall.review.context import Context
from utfall.review.languages import Role
from utfall.review.prose.candidates import FULL, PLAUSIBLE, Candidate, Ranker
from utfall.review.prose.mentions import Bond, Mention
from utfall.review.prose.passages import Passage, PassageKind
from utfall.review.prose.rows import Row, acronyms, content
from utfall.review.prose.values import Comparison, compare, money_unit, scale, usual_money
from utfall.review.tables.grid import Place, TableView

CERTAIN = 0.72
MARGIN = 0.1
_AGREEMENT = 0.3
_COMPANY = 2
_MONEY_ROLES = 2
_FEWEST_NAMES = 2


@dataclass(frozen=True)
class Link:
    """A figure in text and the cell that it is believed to repeat.

    `score` is how well words, role and place fit, 0 to about 1.2. `certain` is true where nothing else fits, so
    that a difference is an error in one of the two.
    """

    mention: Mention
    row: Row
    place: Place
    score: float
    comparison: Comparison
    certain: bool = False


class Linker:
    """Ties the mentions of one document to its cells."""

    def __init__(
        self, context: Context, passages: tuple[Passage, ...], mentions: tuple[Mention, ...]
    ) -> None:
        self._context = context
        self._mentions = mentions
        self.language = context.language
        self.ranker = Ranker(context, passages)
        self.index = self.ranker.index
        self.topics = self.ranker.topics

    @cached_property
    def _candidates(self) -> Mapping[str, list[Candidate]]:
        return {mention.path: self.ranker.rank(mention) for mention in self._mentions}

    @cached_property
    def units(self) -> Mapping[str, Unit | None]:
        """The money unit of each table that prints none, by the table's path."""
        pairs: dict[str, list[tuple[Mention, Place]]] = defaultdict(list)
        for mention in self._mentions:
            if mention.is_money:
                for candidate in self._candidates[mention.path][:3]:
                    if candidate.score >= PLAUSIBLE:
                        for place in candidate.places:
                            if place.unit is None:
                                pairs[candidate.row.table.path].append((mention, place))
        usual = usual_money(self._mentions)
        return {
            table.path: money_unit(pairs[table.path]) or (usual if _has_decimals(table) else None)
            for table in self._context.tables if _is_money(table)
        }  # fmt: skip

    @cached_property
    def links(self) -> Mapping[str, Link]:
        """The best link of each mention that has one, by the mention's path."""
        found: dict[str, Link] = {}
        by_passage: dict[str, list[Mention]] = defaultdict(list)
        for mention in self._mentions:
            by_passage[mention.passage.path].append(mention)
        for group in by_passage.values():
            for link in self._solve(group):
                found[link.mention.path] = link
        return found

    def factor(self, mention: Mention, place: Place) -> Decimal | None:
        """What the cell is multiplied with to be in the mention's unit; None where they cannot be compared."""
        return scale(mention, place.unit, money=self.units.get(place.table))

    def row_about(self, mention: Mention) -> Row | None:
        """The total that the words before the figure name, and nothing else beside it; None where it is not clear.

        For figures that are in no row themselves, as a change between two.
        """
        topic = self.topics.of(mention)
        telling = self.topics.telling(topic.own)
        names = acronyms(f"{mention.before} {mention.after}")
        fitting = [
            row for row in self.index.candidates(topic.own, ())
            if self.index.cover(row, topic.own) >= 1 and not self.index.unexplained(row, telling)
            and row.line.total and not names - row.context
        ]  # fmt: skip
        printed = {tuple(p.number.printed for p in row.places if p.role is Role.OUTCOME) for row in fitting}
        return fitting[0] if len(printed) == 1 else None

    def _solve(self, group: list[Mention]) -> Iterable[Link]:
        """The best choice of cells for the figures of one paragraph, each cell used once."""
        options = [
            (candidate.score + self._for_agreeing(mention, comparison), mention, candidate, place, comparison)
            for mention in group
            for candidate in self._candidates[mention.path]
            if candidate.score >= PLAUSIBLE
            for place in candidate.places
            if (comparison := self._compare(mention, place)) is not None
        ]  # fmt: skip
        taken: dict[str, Mention] = {}
        done: set[str] = set()
        chosen: list[tuple[float, Mention, Candidate, Place, Comparison]] = []
        for score, mention, candidate, place, comparison in sorted(
            options, key=lambda o: (-o[0], o[1].passage.order, o[1].figure.start, o[3].path)
        ):
            if mention.path in done or (
                place.path in taken and not self._repeats(taken[place.path], mention)
            ):
                continue
            done.add(mention.path)
            taken[place.path] = mention
            chosen.append((score, mention, candidate, place, comparison))
        agreeing = Counter(place.table for _s, _m, _c, place, comparison in chosen if comparison.agrees)
        anchors: dict[int, Row] = {}
        last: tuple[int, Row] | None = None
        for score, mention, candidate, place, comparison in sorted(chosen, key=lambda c: c[1].figure.start):
            company = agreeing[place.table] - comparison.agrees
            named = anchors.get(mention.number) is candidate.row
            if (named and not self.topics.telling(self.topics.of(mention).own)) or self._goes_on(
                mention, candidate, last
            ):
                company = _COMPANY
                candidate = replace(candidate, clean=True)
            certain = self._is_certain(mention, candidate, place, company)
            if certain:
                anchors[mention.number] = candidate.row
            last = (mention.number, candidate.row) if certain else None
            yield Link(mention, candidate.row, place, score, comparison, certain)

    def _goes_on(self, mention: Mention, candidate: Candidate, last: tuple[int, Row] | None) -> bool:
        """Whether a sentence without a subject says something more of the row that the one before is about."""
        topic = self.topics.of(mention)
        return (
            last is not None and last[1] is candidate.row and last[0] + 1 == mention.number and mention.local
            and not self.topics.telling((*topic.own, *topic.sentence))
        )  # fmt: skip

    def _for_agreeing(self, mention: Mention, comparison: Comparison) -> float:
        """What agreement adds; of the figures in a comment, the one that is the row's own comes first."""
        if not comparison.agrees:
            return 0.0
        return 1.0 if mention.passage.kind is PassageKind.CELL else _AGREEMENT

    def _repeats(self, first: Mention, second: Mention) -> bool:
        return first.interval.meets(second.interval) and first.number != second.number

    def _compare(self, mention: Mention, place: Place) -> Comparison | None:
        return compare(mention, place, money=self.units.get(place.table))

    def _is_certain(self, mention: Mention, chosen: Candidate, place: Place, company: int) -> bool:
        """Whether the cell is the only one that fits, by every gate of the method.

        `company` is how many other figures of the paragraph agree with the same table: two of them stand in for
        words that the label does not have.
        """
        if len(chosen.places) != 1 or chosen.score < CERTAIN:
            return False
        if mention.role is None and not mention.is_share:
            return False
        if mention.role is Role.FORECAST and self._is_earlier(mention):
            return False
        if not chosen.clean and not (company >= _COMPANY and self._is_plain(mention, chosen.row)):
            return False
        if mention.bond in (Bond.EXCLUDED, Bond.PART):
            return False
        if mention.passage.kind is PassageKind.CELL and not self._names_row(mention, chosen.row):
            return False
        if mention.bond is Bond.INCLUDED and chosen.row not in self.index.parts:
            return False
        return not any(
            self._rivals(mention, chosen, place, other) for other in self._candidates[mention.path]
        )

    def _is_earlier(self, mention: Mention) -> bool:
        """Whether the forecast is one made before, with its month or as `föregående prognos`."""
        dated = any(
            token.startswith(("month-", "interim-", "tertial-", "quarter-")) for token in mention.periods
        )
        return dated or bool(self.language.cues.earlier.search(f"{mention.before} {mention.after}"))

    def _names_row(self, mention: Mention, row: Row) -> bool:
        """Whether a comment's sentence names what its row measures: all of it, or nothing else at the figure."""
        topic = self.topics.of(mention)
        own = content(f"{mention.before} {mention.after}", self.language)
        if len(set(own)) >= _FEWEST_NAMES and not self.index.unexplained(row, own):
            return True
        return self.index.cover(row, (*topic.own, *topic.sentence)) >= FULL

    def _is_plain(self, mention: Mention, row: Row) -> bool:
        """Whether the figure's sentence speaks of nothing that the row and its table do not."""
        topic = self.topics.of(mention)
        names = topic.names - row.context - row.raw - acronyms(row.line.label) - self.topics.organisation
        own = self.topics.telling((*topic.own, *topic.sentence))
        beside = self.index.words_of[row.table.path]
        strange = {stem for stem in self.index.unexplained(row, own) if stem not in beside}
        return not names and len(strange) <= (1 if topic.names & row.context else 0)

    def _rivals(self, mention: Mention, chosen: Candidate, place: Place, other: Candidate) -> bool:
        """Whether the other row fits so well that it may be the one that is meant, with another figure."""
        if other.row is chosen.row or other.score <= chosen.score - MARGIN or self._same_figure(place, other):
            return False
        if not any(self._compare(mention, found) is not None for found in other.places):
            return False
        if chosen.row.bottom and other.row.bottom and chosen.row.table is not other.row.table:
            return other.score > chosen.score
        topic = self.topics.of(mention)
        narrower = set(other.row.content) < set(chosen.row.content)
        return not (narrower and self.index.cover(chosen.row, (*topic.own, *topic.sentence)) >= FULL)

    def _same_figure(self, place: Place, other: Candidate) -> bool:
        """Whether the other candidate prints the same figure, so that it does not matter which is meant."""
        value = place.number.value
        return any(
            found.number.value == value and found.number.decimals == place.number.decimals
            for found in other.places
        )


def _is_money(table: TableView) -> bool:
    """Whether a table without units can be one of money: it has a budget, an outcome or a forecast."""
    roles = {Role.OUTCOME, Role.BUDGET, Role.FORECAST, Role.VARIANCE}
    return (
        any(p.unit is None for p in table.places.values())
        and len(roles & {column.role for column in table.columns}) >= _MONEY_ROLES
    )


def _has_decimals(table: TableView) -> bool:
    """Whether most figures have decimals, as amounts in the unit of the running text have."""
    with_decimals = sum(place.number.decimals > 0 for place in table.places.values())
    return with_decimals * 2 > len(table.places)
