"""Statements that stand in several places, with figures that ought to be the same (method 4.8)."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from utfall.domain.unit import Dimension
from utfall.locale import mark as _
from utfall.review.languages import Language
from utfall.review.prose.mentions import Mention
from utfall.review.prose.passages import Passage, PassageKind, Section
from utfall.review.prose.rows import Key, acronyms, content, keys
from utfall.review.relation import Layer, Relation, RelationKind, Term

REPEATED = _("Samma påstående står på två ställen.")
_BEFORE, _AFTER = 6, 18
_SHARED, _CONTAINED = 5, 0.7
_ALIKE, _NEARLY = 0.75, 0.6
_LONG = 12
_SEEDS = 4
_TOO_COMMON = 40
_MOST_COPIES = 4
_NAME = re.compile(r"(?<=[\w,;)] )[A-ZÅÄÖ][^\W\d_]+")


@dataclass(frozen=True)
class Spoken:
    """A sentence with figures: its stems, those of them that tell, the names in it, and its figures."""

    mentions: tuple[Mention, ...]
    windows: tuple[frozenset[str], ...]
    stems: frozenset[str]
    telling: frozenset[str]
    names: frozenset[str]
    keys: frozenset[Key]
    scope: frozenset[object]

    @property
    def passage(self) -> str:
        """The path of the passage that it stands in."""
        return self.mentions[0].passage.path

    @property
    def section(self) -> Section:
        """The section that it stands in."""
        return self.mentions[0].passage.section


Pair = tuple[Mention, Mention, float]


def relations(
    mentions: tuple[Mention, ...], language: Language, scope_of: Callable[[Passage], frozenset[object]]
) -> tuple[Relation, ...]:
    """One relation for each pair of figures in statements that say the same; of many copies, each with the usual.

    `scope_of` says which unit the heading above a passage names.
    """
    spoken = tuple(_spoken(mentions, language, scope_of))
    pairs = [pair for a, b in _near(spoken) for pair in _aligned(a, b)]
    return tuple(relation for group in _groups(pairs) for relation in _within(group))


def _spoken(
    mentions: tuple[Mention, ...], language: Language, scope_of: Callable[[Passage], frozenset[object]]
) -> Iterator[Spoken]:
    by_sentence: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.passage.path, mention.number].append(mention)
    for group in by_sentence.values():
        first = group[0]
        text, sentence = first.passage.text, first.sentence.text
        windows = tuple(
            frozenset((*language.words(text[: m.figure.start][-200:])[-_BEFORE:],
                       *language.words(text[m.figure.end : m.figure.end + 400])[:_AFTER]))
            for m in group
        )  # fmt: skip
        lead = text[: first.figure.start]
        masked = list(text)
        for mention in group:
            masked[mention.figure.start : mention.figure.end] = " " * (
                mention.figure.end - mention.figure.start
            )
        bare = "".join(masked)[first.sentence.start : first.sentence.end]
        yield Spoken(
            tuple(group), windows, frozenset(language.words(sentence)), frozenset(content(sentence, language)),
            frozenset(map(language.stem, _NAME.findall(sentence))) | acronyms(sentence),
            keys(bare, language) or keys(lead, language), scope_of(first.passage),
        )  # fmt: skip


def _near(spoken: tuple[Spoken, ...]) -> Iterator[tuple[Spoken, Spoken]]:
    """Pairs of sentences that share stems, found by an index so that a long report costs no more a page."""
    counts = Counter(stem for one in spoken for stem in one.stems)
    index: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(spoken):
        near: Counter[int] = Counter()
        for stem in sorted(one.stems):
            if counts[stem] <= _TOO_COMMON:
                near.update(index[stem])
                index[stem].append(number)
        for other, shared in sorted(near.items()):
            if shared >= min(_SEEDS, len(one.stems)) and _comparable(spoken[other], one):
                yield spoken[other], one


def _comparable(a: Spoken, b: Spoken) -> bool:
    """Whether both may speak of one thing: not in one paragraph, one table or one form, nor of two units."""
    one, two = a.mentions[0].passage, b.mentions[0].passage
    if one.path == two.path or (a.keys and b.keys and a.keys != b.keys):
        return False
    if one.kind is PassageKind.CELL and two.kind is PassageKind.CELL and one.block == two.block:
        return False
    if a.names - b.names and b.names - a.names:
        return False
    if a.scope != b.scope and min(len(a.telling), len(b.telling)) < _SHARED:
        return False
    if _continues(a, b):
        return False
    return not siblings(a.section, b.section)


def _continues(a: Spoken, b: Spoken) -> bool:
    """Whether both go on about what their paragraphs opened with (`Prognosen är …`), and those open differently."""
    one, two = a.mentions[0], b.mentions[0]
    later = min(one.number, two.number) > 0 and min(len(a.telling), len(b.telling)) < _SHARED
    return later and one.passage.text.split()[:2] != two.passage.text.split()[:2]


def siblings(one: Section, two: Section) -> bool:
    """Whether two headings stand side by side, as those of one form filled in by two units do."""
    return (
        one.path != two.path and one.title != two.title and one.level == two.level and one.above == two.above
        and bool(one.above)
    )  # fmt: skip


def _aligned(a: Spoken, b: Spoken) -> Iterator[Pair]:
    """The figures of two sentences that belong together: by order where there are as many, else by their words."""
    alike = len(a.stems & b.stems) / len(a.stems | b.stems)
    same_words = not (a.telling ^ b.telling)
    for kind in dict.fromkeys(_kind(m) for m in a.mentions):
        ones = [i for i, m in enumerate(a.mentions) if _kind(m) is kind]
        others = [i for i, m in enumerate(b.mentions) if _kind(m) is kind]
        for i, j in _matched(a, b, ones, others):
            first, second = a.mentions[i], b.mentions[j]
            if not _agree(first, second):
                continue
            contained = _contained(a.windows[i], b.windows[j])
            if kind is Dimension.SHARE and contained >= _CONTAINED:
                yield first, second, contained
            elif (
                len(ones) == len(others)
                and alike >= (_NEARLY if same_words else _ALIKE)
                and (same_words or len(a.stems) >= _LONG)
            ):
                yield first, second, alike


def _kind(mention: Mention) -> Dimension | None:
    return mention.unit.dimension if mention.unit is not None else None


def _matched(a: Spoken, b: Spoken, ones: list[int], others: list[int]) -> list[tuple[int, int]]:
    if len(ones) == len(others):
        return list(zip(ones, others, strict=True))
    ranked = sorted(
        ((_contained(a.windows[i], b.windows[j]), i, j) for i in ones for j in others),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    taken: list[tuple[int, int]] = []
    for _score, i, j in ranked:
        if all(i != x and j != y for x, y in taken):
            taken.append((i, j))
    return taken


def _contained(one: frozenset[str], two: frozenset[str]) -> float:
    """How much of the smaller window the other holds; 0 where they share too little to tell."""
    shared = len(one & two)
    return shared / min(len(one), len(two)) if shared >= _SHARED else 0.0


def _agree(a: Mention, b: Mention) -> bool:
    """Whether aim, year and window are the same, so that only the figure can differ."""
    if a.target != b.target or a.prior != b.prior or a.bond is not b.bond or a.role is not b.role:
        return False
    mine, theirs = _told(a), _told(b)
    return not mine or not theirs or mine == theirs


def _told(mention: Mention) -> frozenset[str]:
    """The years, months and windows that are named with the figure."""
    return frozenset(token for token in mention.periods if not token.startswith(("interim", "to-date")))


def _groups(pairs: list[Pair]) -> list[list[Pair]]:
    """The pairs of one statement together; forms, where every one has a figure of its own, left out."""
    leader: dict[str, str] = {}

    def find(path: str) -> str:
        while leader.setdefault(path, path) != path:
            leader[path] = path = leader[leader[path]]
        return path

    for a, b, _shared in pairs:
        leader[find(b.path)] = find(a.path)
    found: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[find(pair[0].path)].append(pair)
    return [group for group in found.values() if not _is_form(group)]


def _is_form(group: list[Pair]) -> bool:
    figures = {mention.path: mention.value for a, b, _shared in group for mention in (a, b)}
    return len(figures) >= 3 and len(set(figures.values())) == len(figures)


def _within(group: list[Pair]) -> Iterator[Relation]:
    """Every pair of a few copies; of many, each with one that has the usual figure."""
    figures = {mention.path: mention for a, b, _shared in group for mention in (a, b)}
    if len(figures) > _MOST_COPIES:
        usual = Counter(mention.value for mention in figures.values()).most_common(1)[0][0]
        first = next(mention for mention in figures.values() if mention.value == usual)
        group = [(first, other, 1.0) for other in figures.values() if other is not first]
    for a, b, shared in group:
        factor = _factor(a, b)
        if factor is not None:
            yield Relation(
                RelationKind.SAME, b.path, (Term(a.path, factor),), Layer.PROSE,
                evidence=2.0 + shared, cue=True, reason=REPEATED, span=_span(a, b, factor),
            )  # fmt: skip


def _span(first: Mention, second: Mention, factor: Decimal) -> tuple[Decimal, Decimal] | None:
    """How far apart loosening words (`drygt 60`) let the two be, in the second's unit."""
    if first.span is None and second.span is None:
        return None
    mine, theirs = first.span or (Decimal(0), Decimal(0)), second.span or (Decimal(0), Decimal(0))
    ends = sorted(-factor * end for end in mine)
    return theirs[0] + ends[0], theirs[1] + ends[1]


def _factor(first: Mention, second: Mention) -> Decimal | None:
    """What the first is multiplied with to be in the second's unit."""
    turn = _turn(first) * _turn(second)
    if first.unit == second.unit:
        return Decimal(turn)
    if first.unit is None or second.unit is None or not (first.is_money and second.is_money):
        return None
    return turn * first.unit.factor / second.unit.factor


def _turn(mention: Mention) -> int:
    """−1 for an unsigned figure that a word makes negative: `ett underskott på 3`."""
    return -1 if mention.is_money and not mention.signed and mention.sign < 0 else 1
