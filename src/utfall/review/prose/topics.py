"""What a figure in running text is about: the words around it, nearest first."""

import re
from dataclasses import dataclass

from utfall.review.context import Context
from utfall.review.prose.mentions import Mention
from utfall.review.prose.passages import Passage, PassageKind
from utfall.review.prose.rows import acronyms, content, keys

_ASIDE = re.compile(r"\([^()]*\s[^()]*\)")


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


class Topics:
    """The topics of one document's figures; knows the names that stand for the whole organisation."""

    def __init__(self, context: Context, passages: tuple[Passage, ...]) -> None:
        self.language = context.language
        self.organisation = frozenset(
            content(f"{context.document.organisation} {context.document.title}", context.language)
        )
        self._whole = frozenset(
            stem for passage in passages for word in context.language.cues.whole.findall(passage.text)
            for stem in context.language.words(word)
        )  # fmt: skip
        self._unit_words = frozenset(word for unit in context.language.numbers.units for word in unit.split())
        self._known: dict[str, Topic] = {}

    def of(self, mention: Mention) -> Topic:
        """What the mention is about."""
        known = self._known.get(mention.path)
        if known is None:
            known = self._known[mention.path] = self._topic(mention)
        return known

    def telling(self, stems: tuple[str, ...]) -> tuple[str, ...]:
        """The stems without those that only name the whole organisation."""
        return tuple(stem for stem in stems if stem not in self.organisation and stem not in self._whole)

    def _topic(self, mention: Mention) -> Topic:
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
        )  # fmt: skip
