"""One language made of data: every plug-in fills in the same fields and answers the same questions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import snowballstemmer

from utfall.domain.numerals import SPACES, NumberGrammar
from utfall.domain.unit import Unit
from utfall.review.languages import Role
from utfall.review.languages.cues import Cues

Pattern = re.Pattern[str]
WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
_DATE = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)(?:-[0-3]\d)?(?!\d)")


def any_of(*alternatives: str) -> Pattern:
    """Matches any of the expressions as whole words, whatever their case; a blank stands for any white space."""
    joined = "|".join(alternatives).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Periods:
    """How a language names time: months by name and short name, and words for parts of the year.

    `months` gives 1 to 12. `to` are the words between the ends of a range. `numbered` gives a token's name with
    the pattern that holds its number as group `n`. `named` gives a token for a word. `full_year_forecast` are the
    words after which a month says when the forecast was made, not what it is about.
    """

    months: Mapping[str, int]
    to: str
    numbered: tuple[tuple[str, Pattern], ...]
    named: tuple[tuple[str, Pattern], ...]
    full_year_forecast: Pattern

    @cached_property
    def month(self) -> Pattern:
        """A month's name or short name as a whole word, with or without a full stop."""
        names = "|".join(sorted(self.months, key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?P<month>{names})(?![^\W\d_])\.?", re.IGNORECASE)

    @cached_property
    def year_to_date(self) -> Pattern:
        """A range that begins in January: the same period as the name of its last month."""
        first = "|".join(name for name, number in self.months.items() if number == 1)
        names = "|".join(sorted(self.months, key=len, reverse=True))
        return re.compile(
            rf"(?<!\w)(?:1\s+)?(?:{first})\.?(?:\s+(?:19|20)\d\d)?\s*(?:{self.to})\s*(?:[0-3]?\d\s+)?"
            rf"(?P<month>{names})(?!\w)",
            re.IGNORECASE,
        )

    def tokens(self, text: str) -> frozenset[str]:
        """The tokens of the times named in the text (see `Language.period_tokens`)."""
        found: set[str] = set()
        for date in _DATE.finditer(text):
            found |= {date["year"], f"month-{date['month']}"}
        rest = _DATE.sub(" ", text)
        found.update(match[0] for match in _YEAR.finditer(rest))
        for match in self.year_to_date.finditer(rest):
            found.add(f"month-{self.months[match['month'].lower()]:02}")
        rest = self.year_to_date.sub(" ", rest)
        for match in self.month.finditer(rest):
            found.add(f"month-{self.months[match['month'].lower()]:02}")
        for name, pattern in self.numbered:
            found.update(f"{name}-{match['n']}" for match in pattern.finditer(text))
        found.update(name for name, pattern in self.named if pattern.search(text))
        if self.full_year_forecast.search(text):
            found = {token for token in found if not token.startswith("month-")} | {"year"}
        return frozenset(found)


@dataclass(frozen=True)
class Labels:
    """What the labels and headers of tables announce, as patterns; `roles` is in order of priority."""

    roles: tuple[tuple[Role, Pattern], ...]
    total: Pattern
    mean: Pattern
    share: Pattern
    not_additive: Pattern
    count: Pattern
    part: Pattern
    opening: Pattern
    closing: Pattern


@dataclass(frozen=True)
class Lexicon:
    """A language as the review asks for it (`languages.Language`)."""

    code: str
    numbers: NumberGrammar
    stemmer: str
    left_ending: Pattern
    """An inflection that the stemmer leaves on."""
    stop_words: frozenset[str]
    labels: Labels
    periods: Periods
    cues: Cues

    @cached_property
    def _stems(self) -> dict[str, str]:
        return {}

    @cached_property
    def _snowball(self) -> "snowballstemmer.stemmer":
        return snowballstemmer.stemmer(self.stemmer)

    def stem(self, word: str) -> str:
        """The stem of one word, in lower case."""
        known = self._stems.get(word)
        if known is None:
            known = word.lower()
            # Once is not enough: Swedish `underskottet` becomes `underskott`, and that `underskot`.
            while (shorter := self.left_ending.sub("", str(self._snowball.stemWord(known)))) != known:
                known = shorter
            self._stems[word] = known
        return known

    def words(self, text: str) -> tuple[str, ...]:
        """The stems of the words that say something, in order: no stop words, no numbers, no periods."""
        return tuple(
            self.stem(word) for word in WORD.findall(text)
            if (low := word.lower()) not in self.stop_words and low not in self._time_words
        )  # fmt: skip

    @cached_property
    def generic(self) -> frozenset[str]:
        """The stems that any sentence about results may have (`Cues.generic`)."""
        return frozenset(self.stem(word) for word in self.cues.generic)

    @cached_property
    def _time_words(self) -> frozenset[str]:
        return frozenset(self.periods.months) | frozenset(self.numbers.units)

    def role_of(self, header: str) -> Role | None:
        """What a column with that header holds; None where the header does not say."""
        return next((role for role, pattern in self.labels.roles if pattern.search(header)), None)

    def period_tokens(self, text: str) -> frozenset[str]:
        """Years, months and parts of the year named in a text."""
        return self.periods.tokens(text)

    def is_total(self, label: str) -> bool:
        """Whether a label announces a sum."""
        return bool(self.labels.total.search(label))

    def is_mean(self, label: str) -> bool:
        """Whether a label announces a mean."""
        return bool(self.labels.mean.search(label))

    def is_share(self, label: str) -> bool:
        """Whether a label announces a share, a ratio or a change in per cent."""
        return "%" in label or bool(self.labels.share.search(label))

    def is_not_additive(self, label: str) -> bool:
        """Whether figures under the label cannot be added up."""
        return self.is_share(label) or self.is_mean(label) or bool(self.labels.not_additive.search(label))

    def is_count(self, label: str) -> bool:
        """Whether figures under the label are counted one by one."""
        return bool(self.labels.count.search(label))

    def is_part(self, label: str) -> bool:
        """Whether a label announces a part of the row above, not to be added again."""
        return bool(self.labels.part.match(label.strip(" -–•*")))

    def is_opening(self, label: str) -> bool:
        """Whether a label announces an opening value."""
        return bool(self.labels.opening.search(label))

    def is_closing(self, label: str) -> bool:
        """Whether a label announces a closing value."""
        return bool(self.labels.closing.search(label))

    @cached_property
    def _unit(self) -> Pattern:
        words = sorted(self.numbers.units, key=len, reverse=True)
        spelled = "|".join(re.escape(word).replace(r"\ ", rf"[{SPACES}]") for word in words)
        return re.compile(rf"(?<![\w.])(?P<unit>{spelled})(?!\w)", re.IGNORECASE)

    def unit_of(self, label: str) -> Unit | None:
        """The unit that a header, label or caption names; the last one, which stands nearest the figures."""
        found = [match["unit"] for match in self._unit.finditer(label)]
        if not found:
            return None
        return self.numbers.units.get(" ".join(found[-1].replace("\u00a0", " ").lower().split()))
