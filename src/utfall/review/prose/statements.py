"""A paragraph that says all, and then that some are left."""

from collections.abc import Iterator

from utfall.domain.finding import Finding, Severity
from utfall.locale import mark as _
from utfall.review.prose.passages import Sentence
from utfall.review.prose.reading import Reading, spot, where
from utfall.review.prose.rows import content

_LONGEST_OPENING = 12
_TELLING = 6


def findings(reading: Reading) -> Iterator[Finding]:
    """`Alla kök har en ifylld pärm`, and in the same paragraph that the folder is lacking in places: a question."""
    cues = reading.language.cues
    claim: Sentence | None = None
    for sentence in reading.sentences:
        if claim is not None and claim.passage.path != sentence.passage.path:
            claim = None
        if claim is not None and cues.exception.search(sentence.text):
            shared = _things(claim, reading) & _things(sentence, reading)
            if shared:
                yield _finding(claim, sentence)
                claim = None
        elif cues.universal.match(sentence.text.strip()[:_LONGEST_OPENING]):
            claim = sentence


def _things(sentence: Sentence, reading: Reading) -> frozenset[str]:
    """The long words of a sentence, which name what it is about."""
    return frozenset(stem for stem in content(sentence.text, reading.language) if len(stem) >= _TELLING)


def _finding(claim: Sentence, counter: Sentence) -> Finding:
    return Finding(
        "prose.contradiction", Severity.QUESTION, where(claim.passage),
        _("Stycket säger ”{claim}” men också ”{counter}” Stämmer båda?"),
        {"claim": claim.text.strip(), "counter": counter.text.strip()}, (spot(claim.passage),),
    )  # fmt: skip
