"""The rows that a figure in running text may be in, ranked by the words around it."""

from dataclasses import dataclass

from utfall.review.context import Context
from utfall.review.languages import Language
from utfall.review.prose.columns import places_for
from utfall.review.prose.mentions import Bond, Mention
from utfall.review.prose.passages import Passage, PassageKind
from utfall.review.prose.rows import Row, RowIndex, acronyms, begins_with, content, keys
from utfall.review.prose.topics import Topic, Topics
from utfall.review.tables.grid import Place

PLAUSIBLE = 0.5
RICH, FULL = 3, 0.85
_LEAD, _HEADING = 0.95, 0.8
_NEAR = 12
_NARROWER = 0.5
"""What it takes that the figure is of a part of the row: then not even agreement with a cell makes it the row's."""
_NAMED = 0.15
"""What it adds that the figure's own words name the row."""


@dataclass(frozen=True)
class Candidate:
    """A row that a figure may be in, with the cells that fit its role and time, best first by `score`.

    `clean` is true where nothing near the figure points at another thing.
    """

    row: Row
    places: tuple[Place, ...]
    score: float
    clean: bool


class Ranker:
    """Ranks the rows of one document for each of its figures in running text."""

    def __init__(self, context: Context, passages: tuple[Passage, ...]) -> None:
        self.language: Language = context.language
        self.index = RowIndex(context.tables, passages, context.language)
        self.topics = Topics(context, passages)
        self._headings: dict[tuple[str, ...], tuple[set[str], ...]] = {}
        self._labels = {(row.table.path, row.line.index): row for row in self.index.rows}

    def rank(self, mention: Mention) -> list[Candidate]:
        """The rows that the mention may be in, best first."""
        if mention.passage.kind is PassageKind.CELL and not self._is_comment(mention):
            return []
        topic = self.topics.of(mention)
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

    def _weigh(self, mention: Mention, topic: Topic, row: Row) -> Candidate | None:
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
        strange = self.index.unexplained(row, self.topics.telling(topic.own))
        share = len(strange) / max(len(topic.own), 1) if topic.own else 0.0
        near = 0.1 if passage.section.path == row.section or abs(passage.order - row.order) <= _NEAR else 0.0
        foreign = not keyed and bool(
            topic.names - row.context - row.raw - self.topics.organisation - acronyms(row.line.label)
        )
        if keyed and set(strange) - self._begun(topic) and not topic.own_keys & row.keys:
            cover = 0.5
        score = (
            cover * (1 - 0.3 * share)
            - (0.25 if foreign else 0.0)
            + near
            + (0.1 if same_row else 0.0)
            + self._nearness(mention, topic, row, keyed=keyed)
            + 0.005 * len(row.content)
        )
        if score < PLAUSIBLE:
            return None
        return Candidate(row, places, score, clean=self._is_clean(topic, row, strange, keyed=keyed))

    def _cover(self, topic: Topic, row: Row) -> float:
        """How well the label is covered by ever wider words; one word alone must stand at the figure itself."""
        index = self.index
        own = index.cover(row, topic.own)
        if len(row.content) == 1:
            subject = topic.sentence or topic.lead
            named = set(self.topics.telling(subject)) == set(row.content)
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

    def _is_clean(self, topic: Topic, row: Row, strange: tuple[str, ...], *, keyed: bool) -> bool:
        """Whether nothing near the figure points at another thing than the row."""
        if not keyed and (topic.keys or self._headed_otherwise(topic, row)):
            return False
        if (
            topic.names - row.context - row.raw - acronyms(row.line.label) - self.topics.organisation
            and not keyed
        ):
            return False
        if keyed and self._is_narrower(topic, row):
            return False
        if keyed:
            return bool(topic.own_keys & row.keys) or set(strange) <= set(topic.heading) | self._begun(topic)
        rich = len(row.content) >= RICH and self.index.cover(row, (*topic.own, *topic.sentence)) >= FULL
        beside = self.index.words_of[row.table.path]
        around = [
            s for s in self.index.unexplained(row, self.topics.telling(topic.sentence)) if s not in beside
        ]
        return rich or not (strange or around)

    def _nearness(self, mention: Mention, topic: Topic, row: Row, *, keyed: bool) -> float:
        """What it adds that the words at the figure name the row, and takes that they name a part of it."""
        if topic.own_keys & row.keys:
            return _NAMED
        if mention.passage.kind is PassageKind.CELL:
            return _NAMED * self.index.cover(row, content(f"{mention.before} {mention.after}", self.language))
        return -_NARROWER if keyed and self._is_narrower(topic, row) else 0.0

    def _is_narrower(self, topic: Topic, row: Row) -> bool:
        """Whether the figure is of one of several things that its paragraph began with: a unit of the area."""
        own = set(self.topics.telling(topic.own or topic.sentence))
        return (
            not topic.own_keys & row.keys
            and bool(own)
            and own < set(self.topics.telling(topic.lead))
            and self.index.cover(row, own) < FULL
        )

    def _begun(self, topic: Topic) -> set[str]:
        """The words that the paragraph begins with, its own name for what it is about."""
        return set(topic.lead) if topic.lead else set(topic.own)

    def _is_headed(self, row: Row, topic: Topic) -> bool:
        """Whether the heading above is the row's label, and the text has no subject of its own."""
        return (
            bool(row.content)
            and set(topic.heading) == set(row.content)
            and not self.topics.telling(topic.lead)
        )

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

    def _bottom(self, mention: Mention, topic: Topic, row: Row) -> Candidate | None:
        """The committee's own result, spoken of without a subject or with the whole organisation as subject."""
        language = self.language
        own = self.topics.telling(topic.own)
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
        return Candidate(row, places, score - 0.1 if stray else score, clean=not stray)

    def _carried(self, mention: Mention, topic: Topic, row: Row) -> Candidate | None:
        """A row whose label is all common words (`Över-/underskott`), named right before the figure."""
        if mention.bond is not Bond.INCLUDED or not mention.is_money or topic.keys:
            return None
        named = frozenset(self.language.words(mention.before[-60:]))
        carried = self.language.cues.origin.search(f"{mention.before} {mention.after}")
        if not (row.raw <= named or carried) or self.topics.telling(topic.own):
            return None
        places = places_for(mention, row, self.language)
        return Candidate(row, places, 1.0, clean=not self._stray(topic, row)) if places else None

    def _stray(self, topic: Topic, row: Row) -> bool:
        """Whether the paragraph, before the figure, speaks of something that the row is not."""
        near = self.topics.telling((*topic.own, *topic.sentence, *topic.lead))
        names = topic.names - row.context - self.topics.organisation - acronyms(row.line.label)
        return bool(names) or any(stem not in row.context and stem not in row.raw for stem in near)

    def _fit(self, mention: Mention, row: Row) -> float:
        """How well a bottom line fits: a result, of the whole, including what the text includes."""
        language = self.language
        fit = 0.2 if language.cues.bottom_line.search(row.line.label) else 0.0
        names = acronyms(mention.passage.text[: mention.figure.start])
        if names & row.context:
            fit += 0.5
        if row.content and set(row.content) <= self.topics.organisation:
            fit += 0.2
        elif row.content:
            fit -= 0.3
        included = frozenset(language.words(mention.including))
        if included and row.including & included:
            fit += 0.1
        if mention.bond is Bond.NONE and mention.excluding and row.excluding:
            fit += 0.1
        return fit
