"""Figures in running text with what the words around them say: unit, looseness, role, period, direction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from utfall.domain.interval import Interval
from utfall.domain.numerals import DASHES
from utfall.domain.unit import Dimension, Unit
from utfall.review.languages import Language, Role
from utfall.review.languages.cues import Qualifier
from utfall.review.prose.passages import Figure, Passage, Sentence, sentences

_ASIDE = re.compile(r"\([^()]*\)")
_JOINT = re.compile(r"[,;]|(?<!\w)(?:och|samt|men|medan|and|but|while)(?!\w)", re.IGNORECASE)
_TENTH = Decimal("1.1")
_FAR = Decimal(10) ** 30


class Bond(StrEnum):
    """How a figure belongs to the one before it in its sentence."""

    NONE = "none"
    INCLUDED = "included"
    """It is part of it: `+11 inklusive underskott på −4,7`."""
    EXCLUDED = "excluded"
    """It was left out of it: `+4 exklusive underskott på −7`."""
    PART = "part"
    """`varav`."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a sentence.

    `before` and `after` are the words that belong to it, from the figure before and to the figure after. `unit` is
    its own or, for `−1,6 samt −1,1 mnkr`, that of its neighbour. `interval` is what it can stand for in its own
    unit: printed precision, loosened by a qualifier. `sign` is −1 or +1 where it is printed or a word says so
    (`underskott på 3`), 0 where nothing tells. `role` is `local` when the figure's own words say it.
    `excluding` and `including` are the words that name what is left out of it or counted into it.
    """

    path: str
    sentence: Sentence
    number: int
    figure: Figure
    before: str
    after: str
    value: Decimal
    unit: Unit | None
    interval: Interval
    qualifier: Qualifier | None
    signed: bool
    sign: int
    role: Role | None
    local: bool
    periods: frozenset[str]
    prior: bool
    bond: Bond
    including: str = ""
    excluding: str = ""
    target: bool = False
    change: bool = False
    """Whether it says by how much something differs, not how much it is: `förbättrats med 2`, `2 bättre än`."""

    @property
    def passage(self) -> Passage:
        """The passage that it stands in."""
        return self.sentence.passage

    @property
    def printed(self) -> str:
        """The figure as it stands there."""
        return self.figure.number.printed

    @property
    def span(self) -> tuple[Decimal, Decimal] | None:
        """How far below and above the figure a loosening word lets the right one be; None without such a word."""
        if self.qualifier is None:
            return None
        return min(self.interval.low - self.value, Decimal(0)), max(
            self.interval.high - self.value, Decimal(0)
        )

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit is not None and self.unit.dimension is Dimension.MONEY

    @property
    def is_share(self) -> bool:
        """Whether it is printed in per cent."""
        return self.unit is not None and self.unit.dimension is Dimension.SHARE


def mentions(passages: tuple[Passage, ...], language: Language) -> tuple[Mention, ...]:
    """Every figure in running text that has a value the reader is certain of, in reading order."""
    found: list[Mention] = []
    for passage in passages:
        if passage.figures:
            before = None
            for number, sentence in enumerate(sentences(passage, language)):
                for mention in _of(sentence, number, before, language):
                    found.append(mention)
                    before = mention
    return tuple(found)


def _of(sentence: Sentence, number: int, last: Mention | None, language: Language) -> Iterator[Mention]:
    """The figures of one sentence; `last` is the figure before it in the passage."""
    figures = [f for f in sentence.figures if f.number.value is not None and f.number.certain]
    before: Mention | None = None
    for position, figure in enumerate(figures):
        start = sentence.start if position == 0 else figures[position - 1].end
        end = figures[position + 1].start if position + 1 < len(figures) else sentence.end
        lead = sentence.passage.text[start : figure.start]
        if position:
            lead = lead[_belongs_left(lead) :]
        tail = sentence.passage.text[figure.end : end]
        tail = tail[: _belongs_left(tail)] if position + 1 < len(figures) else _close(tail, language)
        mention = _mention(sentence, number, figure, lead, tail, _unit(figures, position), language)
        mention = _with_context(mention, before, language)
        if before is None and last is not None and mention.role is None:
            mention = replace(mention, role=last.role, periods=mention.periods or last.periods)
        counted_in = language.cues.including.search(lead) or language.cues.including.search(tail)
        if before is None and last is not None and not mention.excluding and counted_in:
            mention = replace(mention, role=last.role, bond=Bond.INCLUDED)
        if last is not None and not mention.excluding and language.cues.likewise.search(f"{lead} {tail}"):
            mention = replace(mention, excluding=last.excluding, role=last.role)
        yield mention
        before = mention


def _belongs_left(between: str) -> int:
    """How much of the words between two figures belongs to the first: up to where the sentence turns."""
    joint = _JOINT.search(_ASIDE.sub(lambda aside: " " * len(aside[0]), between))
    return joint.start() if joint else 0


def _unit(figures: list[Figure], position: int) -> Unit | None:
    own = figures[position].number.unit
    if own is not None:
        return own
    follower = figures[position + 1] if position + 1 < len(figures) else None
    if follower is None or follower.number.unit is None or not figures[position].number.decimals:
        return None
    inherited = follower.number.unit
    return inherited if inherited.dimension in (Dimension.MONEY, Dimension.SHARE) else None


def _mention(
    sentence: Sentence, number: int, figure: Figure, before: str, after: str, unit: Unit | None, language: Language
) -> Mention:  # fmt: skip
    cues = language.cues
    value = figure.number.value
    assert value is not None
    printed = figure.number.printed.lstrip()
    signed = printed[:1] in DASHES or printed[:1] == "+"
    words = cues.origin.sub(" ", f"{before} {after}")
    role = next((role for role, pattern in cues.roles if pattern.search(words)), None)
    if role in (Role.VARIANCE, Role.FORECAST_VARIANCE) and _is_budget(before, language):
        role = Role.BUDGET
    # `målet är över 75 %` gives the target itself: 75.
    qualifier = None if role is Role.TARGET else _qualifier(before, language)
    excluding = _left_out(before, after, sentence.passage.text[sentence.start : figure.start], language)
    return Mention(
        path=figure.path, sentence=sentence, number=number, figure=figure, before=before, after=after, value=value,
        unit=unit, interval=_interval(value, figure.number.decimals, qualifier), qualifier=qualifier, signed=signed,
        sign=_sign(value, signed, before, after, language), role=role, local=role is not None,
        periods=language.period_tokens(words), prior=bool(cues.prior_year.search(words)), bond=Bond.NONE,
        excluding=excluding,
        including=_inside(after, sentence, figure, language),
        change=_is_change(before, after, language),
        target=bool(cues.target.search(before)) and role is Role.TARGET,
    )  # fmt: skip


def _close(after: str, language: Language) -> str:
    """The words after a figure that are still about it: up to where the sentence turns or gives a reason."""
    reason = language.cues.because.search(after)
    joint = _JOINT.search(_ASIDE.sub(lambda aside: " " * len(aside[0]), after))
    return after[: min(found.start() if found else len(after) for found in (joint, reason))]


def _object(text: str) -> str:
    """The few words right after `exklusive`, up to the verb or the figure."""
    return " ".join(text.split()[:4])


def _is_change(before: str, after: str, language: Language) -> bool:
    cues = language.cues
    moves = (cues.up, cues.down, cues.better, cues.worse)
    by = cues.by.search(before[-5:]) and not before.rstrip()[-1:].isdigit()
    last = " ".join(before.split()[-4:])
    return bool(by and any(p.search(last) for p in moves)) or any(
        p.search(" ".join(after.split()[:1])) for p in moves
    )


def _is_budget(before: str, language: Language) -> bool:
    """Whether the figure is the budget that something is compared with: `mot budgeterade 12`, `budgeten på 12`."""
    words = before.split()
    budget = next(pattern for role, pattern in language.cues.roles if role is Role.BUDGET)
    last = " ".join(words[-2:]) if words[-1:] in (["på"], ["of"]) else " ".join(words[-1:])
    return bool(budget.search(last))


def _left_out(before: str, after: str, head: str, language: Language) -> str:
    """What `exklusive` or `utan` before or after the figure leaves out; empty where nothing is left out.

    A pronoun stands for what was said before in the sentence, the `head`.
    """
    cues = language.cues
    for text in (before, after):
        text = _ASIDE.sub(" ", text)
        found = cues.excluding.search(text)
        if found:
            what = _object(text[found.end() :])
            back = cues.pronoun.search(found[0]) or cues.pronoun.match(what)
            return f"{what} {head}" if back else what or before
    return ""


def _inside(after: str, sentence: Sentence, figure: Figure, language: Language) -> str:
    """The words after `inklusive` behind the figure, up to the next figure."""
    rest = sentence.passage.text[figure.end : min(sentence.end, figure.end + 60)]
    found = language.cues.including.match(rest.lstrip(" ,("))
    return _object(rest.lstrip(" ,(")[found.end() :]) if found else ""


def _with_context(mention: Mention, before: Mention | None, language: Language) -> Mention:
    """The mention with what it takes from the figure before it, or from its whole sentence."""
    cues = language.cues
    if before is not None:
        if cues.including.search(mention.before):
            mention = replace(mention, bond=Bond.INCLUDED)
        elif cues.excluding.search(mention.before):
            mention = replace(mention, bond=Bond.EXCLUDED)
        elif cues.of_which.search(mention.before):
            mention = replace(mention, bond=Bond.PART)
    if mention.bond in (Bond.INCLUDED, Bond.EXCLUDED) and before is not None:
        return replace(mention, role=before.role, periods=before.periods, prior=before.prior, local=False)
    alone = before is not None and mention.bond is Bond.NONE and not mention.excluding
    if alone and before is not None and cues.compares.search(mention.before):
        mention = replace(mention, excluding=before.excluding)
    weak = mention.role is None or (mention.role is Role.OUTCOME and before is not None and not mention.local)
    if not weak:
        return mention
    if before is not None and before.role is not None:
        return replace(mention, role=before.role, periods=mention.periods or before.periods, local=False)
    return mention


def _qualifier(before: str, language: Language) -> Qualifier | None:
    """The loosening word that stands right before the figure, one word between at most."""
    near = before[-28:]
    for qualifier, pattern in language.cues.qualifiers:
        found = list(pattern.finditer(near))
        if found and len(near[found[-1].end() :].split()) <= 1:
            return qualifier
    return None


def _interval(value: Decimal, decimals: int, qualifier: Qualifier | None) -> Interval:
    """What the figure can stand for, in its own unit (method 4.6)."""
    printed = Interval.printed(value, decimals)
    tenth = abs(value) * (_TENTH - 1)
    match qualifier:
        case None:
            return printed
        case Qualifier.ABOUT:
            step = Decimal(1).scaleb(-decimals) if decimals else _round_step(value)
            return Interval(value - step * 3 / 2, value + step * 3 / 2)
        case Qualifier.JUST_UNDER:
            return (
                Interval(printed.low - tenth, printed.high)
                if value >= 0
                else Interval(printed.low, printed.high + tenth)
            )
        case Qualifier.JUST_OVER:
            return (
                Interval(printed.low, printed.high + tenth)
                if value >= 0
                else Interval(printed.low - tenth, printed.high)
            )
        case Qualifier.AT_LEAST:
            return Interval(printed.low, _FAR)
        case Qualifier.AT_MOST:
            return Interval(-_FAR, printed.high)


def _round_step(value: Decimal) -> Decimal:
    """The last place that a rounded whole number shows: 1 for 27, 10 for 250, 100 for 2 400."""
    step = Decimal(1)
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def _sign(value: Decimal, signed: bool, before: str, after: str, language: Language) -> int:
    """−1 or +1 as printed, or as `underskott`, `överskott` or `sämre` says of an unsigned figure; else 0."""
    if signed:
        return -1 if value < 0 else 1
    cues = language.cues
    near = f"{before[-60:]} {after[:40]}"
    if cues.deficit.search(near) or cues.worse.search(after[:40]):
        return -1 if not cues.surplus.search(near) else 0
    if cues.surplus.search(near) or cues.better.search(after[:40]):
        return 1
    return 0
