"""Figures in running text tied to the cells of tables that they repeat (method 4.7)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from utfall.domain.unit import Unit
from utfall.review.context import Context
from utfall.review.languages import Language, Role
from utfall.review.prose.columns import places_for
from utfall.review.prose.mentions import Bond, Mention
from utfall.review.prose.passages import Passage, PassageKind
from utfall.review.prose.rows import Row, RowIndex, acronyms, begins_with, content, keys
from utfall.review.prose.values import Comparison, compare, money_unit, scale, usual_money
from utfall.review.tables.grid import Place, TableView

_ASIDE = re.compile(r"\([^()]*\s[^()]*\)")
PLAUSIBLE = 0.5
CERTAIN = 0.72
MARGIN = 0.1
_AGREEMENT = 0.3
_LEAD, _HEADING = 0.95, 0.8
_NEAR = 12
_RICH, _FULL = 3, 0.85
_COMPANY = 2
_MONEY_ROLES = 2


@dataclass(frozen=True)
class Topic:
    """What a mention is about, nearest words first: its own, its sentence's, its paragraph's, its heading's."""

    own: tuple[str, ...]
    sentence: tuple[str, ...]
    lead: tuple[str, ...]
    heading: tuple[str, ...]
    keys: frozenset[tuple[str, str]]
    own_keys: frozenset[tuple[str, str]]
    names: frozenset[str]
    all_words: frozenset[str]


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


@dataclass(frozen=True)
class _Candidate:
    row: Row
    places: tuple[Place, ...]
    score: float
    clean: bool


class Linker:
    """Ties the mentions of one document to its cells."""

    def __init__(
        self, context: Context, passages: tuple[Passage, ...], mentions: tuple[Mention, ...]
    ) -> None:
        self._context = context
        self.language: Language = context.language
        self._mentions = mentions
        self.index = RowIndex(context.tables, passages, context.language)
        self._organisation = frozenset(
            content(f"{context.document.organisation} {context.document.title}", context.language)
        )
        self._whole = frozenset(
            stem for passage in passages for word in context.language.cues.whole.findall(passage.text)
            for stem in context.language.words(word)
        )  # fmt: skip
        self._headings: dict[tuple[str, ...], tuple[set[str], ...]] = {}
        self._unit_words = frozenset(word for unit in context.language.numbers.units for word in unit.split())
        self._labels = {(row.table.path, row.line.index): row for row in self.index.rows}

    @cached_property
    def _candidates(self) -> Mapping[str, list[_Candidate]]:
        return {mention.path: self._rank(mention) for mention in self._mentions}

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
        topic = self.topic(mention)
        telling = self._telling(topic.own)
        names = acronyms(f"{mention.before} {mention.after}")
        fitting = [
            row for row in self.index.candidates(topic.own, ())
            if self.index.cover(row, topic.own) >= 1 and not self.index.unexplained(row, telling)
            and row.line.total and not names - row.context
        ]  # fmt: skip
        printed = {tuple(p.number.printed for p in row.places if p.role is Role.OUTCOME) for row in fitting}
        return fitting[0] if len(printed) == 1 else None

    # One paragraph ----------------------------------------------------------------------------------------------

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
        chosen: list[tuple[float, Mention, _Candidate, Place, Comparison]] = []
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
        for score, mention, candidate, place, comparison in sorted(chosen, key=lambda c: c[1].figure.start):
            company = agreeing[place.table] - comparison.agrees
            if anchors.get(mention.number) is candidate.row and not self._telling(self.topic(mention).own):
                company = _COMPANY
                candidate = replace(candidate, clean=True)
            certain = self._is_certain(mention, candidate, place, company)
            if certain:
                anchors[mention.number] = candidate.row
            yield Link(mention, candidate.row, place, score, comparison, certain)

    def _for_agreeing(self, mention: Mention, comparison: Comparison) -> float:
        """What agreement adds; of the figures in a comment, the one that is the row's own comes first."""
        if not comparison.agrees:
            return 0.0
        return 1.0 if mention.passage.kind is PassageKind.CELL else _AGREEMENT

    def _repeats(self, first: Mention, second: Mention) -> bool:
        return first.interval.meets(second.interval) and first.number != second.number

    def _compare(self, mention: Mention, place: Place) -> Comparison | None:
        return compare(mention, place, money=self.units.get(place.table))

    # One figure -------------------------------------------------------------------------------------------------

    def topic(self, mention: Mention) -> Topic:
        """What the mention is about."""
        language, passage = self.language, mention.passage
        end = mention.sentence.end if mention.is_share or mention.unit is None else mention.figure.end
        tail = (
            passage.text[mention.figure.end : end]
            if mention.is_share or mention.unit is None
            else mention.after
        )
        own_text = _ASIDE.sub(" ", f"{mention.before} {tail}")
        head = _ASIDE.sub(" ", passage.text[mention.sentence.start : mention.figure.start])
        first = passage.figures[0].start if passage.figures else 0
        lead = "" if first >= mention.figure.start else passage.text[:first]
        if lead and mention.is_share:
            lead = passage.text[: mention.sentence.start]
        nearest = keys(own_text, language) or keys(head, language) or keys(lead, language)
        if not nearest and passage.kind is not PassageKind.CELL:
            nearest = keys(passage.section.title, language)
        return Topic(
            own=content(own_text, language), sentence=content(head, language), lead=content(lead, language),
            heading=content(passage.section.title, language), keys=nearest, own_keys=keys(own_text, language),
            names=acronyms(f"{lead} {head} {own_text}") - self._unit_words,
            all_words=frozenset(language.words(f"{lead} {head} {own_text}")),
        )  # fmt: skip

    def _rank(self, mention: Mention) -> list[_Candidate]:
        """The rows that the mention may be in, best first."""
        if mention.passage.kind is PassageKind.CELL and not self._is_comment(mention):
            return []
        topic = self.topic(mention)
        rows = self.index.candidates({*topic.own, *topic.sentence, *topic.lead, *topic.heading}, topic.keys)
        found = [self._weigh(mention, topic, row) for row in rows]
        bottoms = self.index.bottoms_near(mention.passage.order) if mention.is_money else ()
        found.extend(self._bottom(mention, topic, row) for row in bottoms)
        if mention.bond is Bond.INCLUDED:
            found.extend(self._carried(mention, topic, row) for row in self.index.parts)
        kept = [candidate for candidate in found if candidate is not None]
        return sorted(kept, key=lambda c: (-c.score, c.row.order, c.row.line.index))

    def row_of(self, passage: Passage) -> Row | None:
        """The row of a table in which a passage is a cell."""
        return self._labels.get((passage.block, passage.row))

    def _is_comment(self, mention: Mention) -> bool:
        """Whether a cell's words stand beside figures of the same row, as a comment does."""
        passage = mention.passage
        row = self.row_of(passage)
        return row is not None and all(place.column.index < passage.column for place in row.places)

    def _weigh(self, mention: Mention, topic: Topic, row: Row) -> _Candidate | None:
        passage = mention.passage
        same_row = passage.kind is PassageKind.CELL
        if same_row and (passage.block, passage.row) != (row.table.path, row.line.index):
            return None
        conflict = topic.keys and row.keys and not topic.keys & row.keys
        if conflict or not self._scope_fits(mention, topic, row):
            return None
        places = places_for(mention, row, self.language)
        if not places:
            return None
        keyed = bool(topic.keys & row.keys) or self._is_headed(row, topic)
        keyed = keyed or bool(begins_with(passage.text, row, self.language))
        cover = 1.0 if keyed else self._cover(topic, row)
        strange = self.index.unexplained(row, self._telling(topic.own))
        share = len(strange) / max(len(topic.own), 1) if topic.own else 0.0
        near = 0.1 if passage.section.path == row.section or abs(passage.order - row.order) <= _NEAR else 0.0
        foreign = not keyed and bool(
            topic.names - row.context - row.raw - self._organisation - acronyms(row.line.label)
        )
        if keyed and set(strange) - self._begun(topic) and not topic.own_keys & row.keys:
            cover = 0.5
        score = (
            cover * (1 - 0.3 * share)
            - (0.25 if foreign else 0.0)
            + near
            + (0.1 if same_row else 0.0)
            + 0.005 * len(row.content)
        )
        if score < PLAUSIBLE:
            return None
        return _Candidate(row, places, score, clean=self._is_clean(topic, row, strange, keyed=keyed))

    def _cover(self, topic: Topic, row: Row) -> float:
        """How well the label is covered by ever wider words; one word alone must stand at the figure itself."""
        index = self.index
        own = index.cover(row, topic.own)
        if len(row.content) == 1:
            subject = topic.sentence or topic.lead
            named = set(self._telling(subject)) == set(row.content)
            return own if topic.own else index.cover(row, subject if topic.sentence or named else ())
        return max(
            own, index.cover(row, (*topic.own, *topic.sentence)),
            _LEAD * index.cover(row, (*topic.own, *topic.sentence, *topic.lead)),
            _HEADING * index.cover(row, (*topic.own, *topic.sentence, *topic.lead, *topic.heading)),
        )  # fmt: skip

    def _scope_fits(self, mention: Mention, topic: Topic, row: Row) -> bool:
        """Whether what is left out of the figure (`exklusive …`) is what the row leaves out."""
        words = frozenset(self.language.words(mention.excluding))
        if mention.excluding and not (words & row.excluding):
            return False
        return not (row.excluding and not mention.excluding)

    def _telling(self, stems: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(stem for stem in stems if stem not in self._organisation and stem not in self._whole)

    def _is_clean(self, topic: Topic, row: Row, strange: tuple[str, ...], *, keyed: bool) -> bool:
        """Whether nothing near the figure points at another thing than the row."""
        if not keyed and (topic.keys or self._headed_otherwise(topic, row)):
            return False
        if topic.names - row.context - row.raw - acronyms(row.line.label) - self._organisation and not keyed:
            return False
        if keyed:
            return bool(topic.own_keys & row.keys) or set(strange) <= set(topic.heading) | self._begun(topic)
        rich = len(row.content) >= _RICH and self.index.cover(row, (*topic.own, *topic.sentence)) >= _FULL
        beside = self.index.words_of[row.table.path]
        around = [s for s in self.index.unexplained(row, self._telling(topic.sentence)) if s not in beside]
        return rich or not (strange or around)

    def _begun(self, topic: Topic) -> set[str]:
        """The words that the paragraph begins with, its own name for what it is about."""
        return set(topic.lead) if topic.lead else set(topic.own)

    def _is_headed(self, row: Row, topic: Topic) -> bool:
        """Whether the heading above is the row's label, and the text has no subject of its own."""
        return bool(row.content) and set(topic.heading) == set(row.content) and not self._telling(topic.lead)

    def scope_of(self, passage: Passage) -> frozenset[object]:
        """The row or the numbered unit that the heading above names, as something to compare; empty where none."""
        numbered = keys(passage.section.title, self.language)
        stems = frozenset(content(passage.section.title, self.language))
        rows = self.index.candidates(stems, ())
        return numbered or (
            stems if stems and any(set(row.content) == stems for row in rows) else frozenset()
        )

    def _headed_otherwise(self, topic: Topic, row: Row) -> bool:
        """Whether the heading above is the label of another row, so that the text is about that."""
        return any(stems != set(row.content) for stems in self._labelled(topic.heading))

    def _labelled(self, heading: tuple[str, ...]) -> tuple[set[str], ...]:
        """The labels that are the heading word for word."""
        known = self._headings.get(heading)
        if known is None:
            rows = self.index.candidates(heading, ()) if heading else ()
            known = tuple(set(row.content) for row in rows if set(row.content) == set(heading))
            self._headings[heading] = known
        return known

    # Bottom lines -----------------------------------------------------------------------------------------------

    def _bottom(self, mention: Mention, topic: Topic, row: Row) -> _Candidate | None:
        """The committee's own result, spoken of without a subject or with the whole organisation as subject."""
        language = self.language
        own = self._telling(topic.own)
        if mention.passage.kind is PassageKind.CELL or topic.keys or not mention.is_money:
            return None
        if not self._scope_fits(mention, topic, row) or row.keys or self._headed_otherwise(topic, row):
            return None
        strange = [stem for stem in own if stem not in row.context and stem not in row.raw]
        if row.context & topic.names and len(strange) < len(own):
            strange = []
        said = f"{mention.sentence.text} {mention.passage.text[: mention.figure.start]}"
        if strange or not language.cues.bottom_line.search(said):
            return None
        places = places_for(mention, row, language)
        if not places:
            return None
        score = 0.55 + self._fit(mention, row)
        stray = self._stray(topic, row)
        return _Candidate(row, places, score - 0.1 if stray else score, clean=not stray)

    def _carried(self, mention: Mention, topic: Topic, row: Row) -> _Candidate | None:
        """A row whose label is all common words (`Över-/underskott`), named right before the figure."""
        if mention.bond is not Bond.INCLUDED or not mention.is_money or topic.keys:
            return None
        named = frozenset(self.language.words(mention.before[-60:]))
        carried = self.language.cues.origin.search(f"{mention.before} {mention.after}")
        if not (row.raw <= named or carried) or self._telling(topic.own):
            return None
        places = places_for(mention, row, self.language)
        return _Candidate(row, places, 1.0, clean=not self._stray(topic, row)) if places else None

    def _stray(self, topic: Topic, row: Row) -> bool:
        """Whether the paragraph, before the figure, speaks of something that the row is not."""
        near = self._telling((*topic.own, *topic.sentence, *topic.lead))
        names = topic.names - row.context - self._organisation - acronyms(row.line.label)
        return bool(names) or any(stem not in row.context and stem not in row.raw for stem in near)

    def _fit(self, mention: Mention, row: Row) -> float:
        """How well a bottom line fits: a result, of the whole, including what the text includes."""
        language = self.language
        fit = 0.2 if language.cues.bottom_line.search(row.line.label) else 0.0
        names = acronyms(mention.passage.text[: mention.figure.start])
        if names & row.context:
            fit += 0.5
        if row.content and set(row.content) <= self._organisation:
            fit += 0.2
        elif row.content:
            fit -= 0.3
        included = frozenset(language.words(mention.including))
        if included and row.including & included:
            fit += 0.1
        if mention.bond is Bond.NONE and mention.excluding and row.excluding:
            fit += 0.1
        return fit

    # Certainty --------------------------------------------------------------------------------------------------

    def _is_certain(self, mention: Mention, chosen: _Candidate, place: Place, company: int) -> bool:
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
        """Whether a comment's sentence names what its row measures, all of it."""
        topic = self.topic(mention)
        return self.index.cover(row, (*topic.own, *topic.sentence)) >= _FULL

    def _is_plain(self, mention: Mention, row: Row) -> bool:
        """Whether the figure's sentence speaks of nothing that the row and its table do not."""
        topic = self.topic(mention)
        names = topic.names - row.context - row.raw - acronyms(row.line.label) - self._organisation
        own = self._telling((*topic.own, *topic.sentence))
        beside = self.index.words_of[row.table.path]
        strange = {stem for stem in self.index.unexplained(row, own) if stem not in beside}
        return not names and len(strange) <= (1 if topic.names & row.context else 0)

    def _rivals(self, mention: Mention, chosen: _Candidate, place: Place, other: _Candidate) -> bool:
        """Whether the other row fits so well that it may be the one that is meant, with another figure."""
        if other.row is chosen.row or other.score <= chosen.score - MARGIN or self._same_figure(place, other):
            return False
        if not any(self._compare(mention, found) is not None for found in other.places):
            return False
        if chosen.row.bottom and other.row.bottom and chosen.row.table is not other.row.table:
            return other.score > chosen.score
        topic = self.topic(mention)
        narrower = set(other.row.content) < set(chosen.row.content)
        return not (narrower and self.index.cover(chosen.row, (*topic.own, *topic.sentence)) >= _FULL)

    def _same_figure(self, place: Place, other: _Candidate) -> bool:
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
