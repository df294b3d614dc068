"""Sums that sentences tell in words: including and excluding, from and to, so many of so many."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from utfall.domain.interval import total
from utfall.domain.unit import PERCENTAGE_POINTS, Dimension
from utfall.locale import mark as _
from utfall.review.languages import Language, Role
from utfall.review.prose.mentions import Bond, Mention
from utfall.review.prose.reading import Reading
from utfall.review.relation import Layer, Relation, RelationKind, Term

WITH_AND_WITHOUT = _("Texten anger beloppet med och utan en post, och posten själv.")
FROM_TO = _("Texten anger ett värde före, ett värde efter och skillnaden.")
SO_MANY_OF = _("Texten anger ett antal av ett antal, och andelen.")
MEAN_OF = _("Kommentaren anger de tal som utfallet är medelvärdet av.")
PART_OF = _("Texten säger att det ena talet är en del av det andra.")
PARTS = _("Texten delar upp ett tal i delar som tillsammans är hela talet.")
_STEP = Decimal(1)


def relations(reading: Reading) -> Iterator[Relation]:
    """All sums told in words."""
    by_passage: dict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        by_passage[mention.passage.path].append(mention)
    for group in by_passage.values():
        yield from _with_and_without(group, reading.language)
        yield from _mean(group, reading)
        by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention in group:
            by_sentence[mention.number].append(mention)
        for sentence in by_sentence.values():
            yield from _from_to(sentence, reading.language)
            yield from _so_many_of(sentence)
            yield from _parts(sentence)
            yield from _part_of(sentence)


def _with_and_without(group: list[Mention], language: Language) -> Iterator[Relation]:
    """X inklusive Y; exklusive Y är det Z: X = Z + Y."""
    for position, without in enumerate(group):
        said = language.cues.excluding.search(f"{without.before} {without.after}")
        if not said or not without.excluding:
            continue
        back = language.cues.pronoun.search(said[0])
        pointed = back or language.cues.pronoun.match(without.excluding)
        if pointed and (added := _without_item(group, position)):
            yield added
            continue
        left_out = frozenset(language.words(without.excluding))
        for at in range(position - 1, 0, -1):
            part, whole = group[at], group[at - 1]
            named = frozenset(language.words(part.before))
            if part.bond is not Bond.INCLUDED or not (back or named & left_out):
                continue
            if whole.role is without.role and whole.unit == part.unit == without.unit and not whole.excluding:
                turn = _turn(whole)
                terms = ((without, turn * _turn(without)), (part, turn * _turn(part)))
                yield _sum(whole, terms, WITH_AND_WITHOUT, 3.5)
            break


def _without_item(group: list[Mention], position: int) -> Relation | None:
    """Y är en post; exklusive den posten är det Z: the last figure of that kind before the item is X = Z + Y.

    The year before's figure, given to compare with, is no item that can be left out.
    """
    without, item = group[position], group[position - 1]
    if position < 2 or _is_earlier(item) or item.number + 1 != without.number or not item.is_money:
        return None
    for whole in reversed(group[: position - 1]):
        if whole.role is without.role and whole.unit == item.unit == without.unit and not _is_earlier(whole):
            turn = _turn(whole)
            return _sum(
                whole, ((without, turn * _turn(without)), (item, turn * _turn(item))), WITH_AND_WITHOUT, 2.0
            )
    return None


def _is_earlier(mention: Mention) -> bool:
    """Whether it is the year before's, given to compare with, or a part of another figure."""
    return mention.prior or mention.bond is not Bond.NONE


def _turn(part: Mention) -> int:
    """−1 for an unsigned figure that a word makes negative."""
    return 1 if part.signed or not part.sign else part.sign


def _mean(group: list[Mention], reading: Reading) -> Iterator[Relation]:
    """A comment that gives the figures of which its row's outcome is the mean."""
    passage = group[0].passage
    if passage.row < 0 or len(group) < 2 or not reading.language.cues.mean.search(passage.text):
        return
    row = reading.linker.ranker.row_of(passage)
    outcome = [p for p in row.places if p.role is Role.OUTCOME and p.unit == group[0].unit] if row else []
    if len(outcome) == 1 and all(m.unit == group[0].unit and m.role is not Role.TARGET for m in group):
        yield Relation(
            RelationKind.MEAN, outcome[0].path, tuple(Term(m.path) for m in group), Layer.PROSE, 3.5, cue=True,
            reason=MEAN_OF,
        )  # fmt: skip


def _from_to(sentence: list[Mention], language: Language) -> Iterator[Relation]:
    """Från a till b, vilket är c; or c, från a till b."""
    cues = language.cues
    for position in range(len(sentence) - 1):
        first, second = sentence[position], sentence[position + 1]
        if first.unit != second.unit or second.number != first.number:
            continue
        starts = cues.from_word.search(first.before[-12:])
        goes = cues.to_word.search(second.before) and len(second.before.split()) <= 3
        if not (starts and goes):
            continue
        third = _change_beside(sentence, position, language)
        if third is not None:
            relation = _change(first, second, third)
            if relation is not None:
                yield relation


def _change_beside(sentence: list[Mention], position: int, language: Language) -> Mention | None:
    """The figure after (or before) the two that says how much lies between them."""
    cues = language.cues
    if position + 2 < len(sentence):
        third = sentence[position + 2]
        if cues.corresponds.search(third.before) or third.before.strip(" ") in ("(", "(+", "(−", "(-"):
            return third
    if position:
        third = sentence[position - 1]
        if (cues.up.search(third.before) or cues.down.search(third.before)) and len(third.after.split()) <= 2:
            return third
    return None


def _change(first: Mention, second: Mention, third: Mention) -> Relation | None:
    points = third.unit == PERCENTAGE_POINTS
    if third.unit == first.unit or (points and first.is_share):
        down = not third.signed and second.value < first.value
        sign = -1 if down else 1
        return _sum(third, ((second, sign), (first, -sign)), FROM_TO, 3.0)
    if third.is_share and not first.is_share and (third.signed or second.value > first.value):
        terms = (Term(second.path), Term(first.path))
        return Relation(RelationKind.CHANGE, third.path, terms, Layer.PROSE, 3.0, cue=True, reason=FROM_TO)
    return None


def _so_many_of(sentence: list[Mention]) -> Iterator[Relation]:
    """43 av 50 enheter (86 %)."""
    for first, second, third in zip(sentence, sentence[1:], sentence[2:], strict=False):
        counts = all(m.unit is None or m.unit.dimension is Dimension.COUNT for m in (first, second))
        joined = second.before.split()[-1:] in (["av"], ["of"]) and len(second.before.split()) <= 3
        if (
            counts
            and joined
            and third.is_share
            and first.value <= second.value
            and not third.before.count(".")
        ):
            near = third.before.rstrip().endswith("(") or len(third.before.split()) <= 4
            if near:
                terms = (Term(first.path), Term(second.path))
                yield Relation(
                    RelationKind.RATIO,
                    third.path,
                    terms,
                    Layer.PROSE,
                    3.0,
                    cue=True,
                    exact=True,
                    reason=SO_MANY_OF,
                )


def _parts(sentence: list[Mention]) -> Iterator[Relation]:
    """A number of which so many are one thing and so many another, when the parts are all of it.

    A list of parts need not be complete, so it is a relation only where it adds up.
    """
    for position, whole in enumerate(sentence):
        rest = sentence[position + 1 :]
        if not rest or rest[0].bond is not Bond.PART:
            continue
        parts = [m for m in rest if m.unit == whole.unit]
        if len(parts) >= 2 and total(m.interval for m in parts).meets(whole.interval):
            yield _sum(whole, tuple((part, 1) for part in parts), PARTS, 1.5)
        return


def _part_of(sentence: list[Mention]) -> Iterator[Relation]:
    """16, varav 6: a part is at most the whole, where both are counted or measured alike."""
    for whole, part in pairwise(sentence):
        if part.bond is Bond.PART and part.unit == whole.unit and not (part.signed or whole.signed):
            yield Relation(
                RelationKind.AT_MOST, part.path, (Term(whole.path),), Layer.PROSE, 1.0, cue=True, reason=PART_OF,
            )  # fmt: skip


def _sum(target: Mention, terms: tuple[tuple[Mention, int], ...], reason: str, evidence: float) -> Relation:
    return Relation(
        RelationKind.SUM, target.path, tuple(Term(m.path, _STEP * factor) for m, factor in terms), Layer.PROSE,
        evidence=evidence, cue=True, reason=reason,
    )  # fmt: skip
