"""Sentences that stand twice in a document, or nearly so."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from utfall.review.languages import Language
from utfall.review.prose.passages import Sentence

_SHORTEST = 7
_SEEDS = 4
_TOO_COMMON = 30
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Copy:
    """Two sentences of different passages that say nearly the same; `alike` is 1 where the words are equal."""

    first: Sentence
    second: Sentence
    alike: float


def copies(sentences: tuple[Sentence, ...], language: Language) -> tuple[Copy, ...]:
    """The sentences that stand twice, in reading order, found by their rarer stems."""
    stems = [frozenset(language.words(sentence.text)) for sentence in sentences]
    counts = Counter(stem for one in stems for stem in one)
    index: dict[str, list[int]] = defaultdict(list)
    found: list[Copy] = []
    for number, sentence in enumerate(sentences):
        if len(stems[number]) < _SHORTEST:
            continue
        near: Counter[int] = Counter()
        for stem in sorted(stems[number]):
            if counts[stem] <= _TOO_COMMON:
                near.update(index[stem])
                index[stem].append(number)
        for other, shared in sorted(near.items()):
            first = sentences[other]
            if shared < _SEEDS or first.passage.path == sentence.passage.path:
                continue
            alike = len(stems[other] & stems[number]) / len(stems[other] | stems[number])
            if alike >= _ALIKE:
                found.append(Copy(first, sentence, alike))
    return tuple(found)
