"""A document's running text, read once for all rules: passages, figures, links, stems."""

from dataclasses import dataclass
from functools import cached_property

from utfall.review.context import Context
from utfall.review.languages import Language
from utfall.review.prose.copies import Copy, copies
from utfall.review.prose.linking import Linker
from utfall.review.prose.mentions import Mention, mentions
from utfall.review.prose.passages import Passage, Sentence, passages, sentences


@dataclass(frozen=True)
class Reading:
    """What every rule about running text is given."""

    context: Context

    @property
    def language(self) -> Language:
        """The document's language."""
        return self.context.language

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All running text, in reading order."""
        return passages(self.context.document)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in reading order."""
        return tuple(sentence for passage in self.passages for sentence in sentences(passage, self.language))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """All figures in running text, in reading order."""
        return mentions(self.passages, self.language)

    @cached_property
    def linker(self) -> Linker:
        """The figures tied to the cells of tables."""
        return Linker(self.context, self.passages, self.mentions)

    @cached_property
    def stems(self) -> dict[str, tuple[str, ...]]:
        """The stems of each passage, by its path."""
        return {passage.path: tuple(self.language.words(passage.text)) for passage in self.passages}

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The sentences that stand twice, in reading order."""
        return copies(self.sentences, self.language)


def where(passage: Passage) -> str:
    """The place in words: line or page, and the heading above."""
    title = passage.section.title if passage.section.path != passage.path else ""
    return ", ".join(part for part in (passage.place, title) if part)


def spot(passage: Passage) -> str:
    """The path that a finding about the passage points at."""
    return passage.path if passage.row < 0 else f"{passage.path}.0"
