"""One amount told in two places in other words: the same thing named right before the figure, and of it only."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from utfall.locale import mark as _
from utfall.review.causes.explanation import Slip, slip
from utfall.review.languages import Role
from utfall.review.prose.mentions import Bond, Mention
from utfall.review.prose.passages import PassageKind
from utfall.review.prose.reading import Reading
from utfall.review.prose.repeated import siblings
from utfall.review.prose.rows import WORD, acronyms
from utfall.review.relation import Layer, Relation, RelationKind, Term

NAMED_ALIKE = _("Samma sak nämns strax före båda beloppen, och ingen annanstans.")
EVIDENCE = 2.0
"""Enough for a question; the words before the figures do not say it as firmly as two sentences that are alike."""
_ASIDE = re.compile(r"\([^()]*\)")
_SHORTEST = 6
_FORWARD = (Role.FORECAST, Role.FORECAST_VARIANCE)
_AIMS = (Role.BUDGET, Role.TARGET)


def relations(reading: Reading) -> Iterator[Relation]:
    """A relation for each two amounts of which each is the only one of its paragraph with their subject.

    Where three paragraphs speak of the subject, nothing says which two are of one thing. What is a line of some table
    (staff, rents) many units have; and two amounts that no slip of the hand turns into each other are two things.
    """
    by_subject: dict[object, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.is_money and mention.passage.kind is not PassageKind.CELL:
            for subject in _subjects(mention, reading):
                by_subject[subject].append(mention)
    for group in by_subject.values():
        if len(group) != 2 or group[0].passage.path == group[1].passage.path:
            continue
        one, other = group
        if _comparable(one, other) and _of_one_unit(one, other, reading) and _near(one, other):
            yield Relation(
                RelationKind.SAME, other.path, (Term(one.path, _factor(one, other)),), Layer.PROSE, EVIDENCE,
                reason=NAMED_ALIKE,
            )  # fmt: skip


def _of_one_unit(one: Mention, other: Mention, reading: Reading) -> bool:
    """Whether no heading and no numbered name says that they are of two units."""
    linker = reading.linker
    mine, theirs = (linker.topics.of(mention).keys for mention in (one, other))
    if (mine and theirs and mine != theirs) or siblings(one.passage.section, other.passage.section):
        return False
    scopes = [linker.ranker.scope_of(mention.passage) for mention in (one, other)]
    return not scopes[0] or not scopes[1] or scopes[0] == scopes[1]


def _near(one: Mention, other: Mention) -> bool:
    """Whether they agree, or a slip of the hand turns one into the other."""
    value = one.value * _factor(one, other)
    if one.interval.scaled(_factor(one, other)).meets(other.interval):
        return True
    decimals = other.figure.number.decimals
    return slip(other.value, value, neighbours=(), decimals=decimals) is not Slip.UNKNOWN


def _subjects(mention: Mention, reading: Reading) -> Iterator[object]:
    """What the figure is of: the last telling word before it; or a common word with the short name of whose it is."""
    language = reading.language
    words = WORD.findall(_ASIDE.sub(" ", mention.before))
    told = [word for word in words if word.lower() not in language.stop_words and language.words(word)]
    if not told:
        return
    stem = language.stem(told[-1])
    listed = bool(reading.linker.index.labels_in(stem))
    forward = mention.role in _FORWARD
    if not listed and stem not in language.generic and len(stem) >= _SHORTEST:
        yield stem
    elif mention.bond is Bond.INCLUDED or language.cues.deficit.search(told[-1]):
        head = mention.passage.text[: mention.figure.start]
        for name in sorted(acronyms(head) - set(language.numbers.units)):
            yield stem, name, forward


def _comparable(one: Mention, other: Mention) -> bool:
    """Whether both are of one kind and time, so that only the figure can differ."""
    if one.signed is not other.signed or one.change is not other.change or one.prior is not other.prior:
        return False
    if one.role in _AIMS or other.role in _AIMS or bool(one.excluding) is not bool(other.excluding):
        return False
    if one.qualifier is not other.qualifier or {one.bond, other.bond} & {Bond.EXCLUDED, Bond.PART}:
        return False
    apart = (one.role in _FORWARD) is not (other.role in _FORWARD)
    if apart and one.local and other.local:
        return False
    mine, theirs = ({t for t in m.periods if t.isdigit()} for m in (one, other))
    return not mine or not theirs or mine == theirs


def _factor(one: Mention, other: Mention) -> Decimal:
    assert one.unit is not None and other.unit is not None
    return one.unit.factor / other.unit.factor
