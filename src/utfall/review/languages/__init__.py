"""What the review must know about a language: one folder each, all of one shape."""

from collections.abc import Sequence
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from utfall.domain.numerals import NumberGrammar
from utfall.domain.unit import Unit

if TYPE_CHECKING:
    from utfall.review.languages.cues import Cues


class Role(StrEnum):
    """What a column (or a row of a transposed table) holds, as its header says."""

    OUTCOME = "outcome"
    BUDGET = "budget"
    FORECAST = "forecast"
    VARIANCE = "variance"
    FORECAST_VARIANCE = "forecast variance"
    TARGET = "target"
    CHANGE = "change"


class Language(Protocol):
    """The words of one language; the methods of the review are free of language.

    Every folder `languages/<code>/` has a `LANGUAGE` of this shape. Texts are given as printed; answers do not
    depend on upper and lower case.
    """

    @property
    def code(self) -> str:
        """The language's ISO 639-1 code."""

    @property
    def numbers(self) -> NumberGrammar:
        """How it writes numbers."""

    @property
    def cues(self) -> "Cues":
        """What its running text says about the figures in it."""

    @property
    def generic(self) -> frozenset[str]:
        """The stems that any sentence about results may have, so that they tell no row from another."""

    @property
    def stop_words(self) -> frozenset[str]:
        """Words that say nothing about what a figure is: articles, prepositions, conjunctions."""

    def stem(self, word: str) -> str:
        """The stem of one word, in lower case."""

    def words(self, text: str) -> Sequence[str]:
        """The stems of the words in a text that say something, in order: no stop words, no numbers, no periods."""

    def role_of(self, header: str) -> Role | None:
        """What a column with that header holds; None where the header does not say."""

    def period_tokens(self, text: str) -> frozenset[str]:
        """Years, months and parts of the year named in a text: `2024`, `month-08`, `year` (helår), `to-date` (ack).

        Two figures are one figure only when these are equal.
        """

    def is_total(self, label: str) -> bool:
        """Whether a label announces a sum: Summa, Totalt, Netto, Resultat."""

    def is_mean(self, label: str) -> bool:
        """Whether a label announces a mean: Genomsnitt, Medelvärde, Snitt."""

    def is_share(self, label: str) -> bool:
        """Whether a label announces a share, a ratio or a change in per cent: Andel, %, Förändring i procent."""

    def is_not_additive(self, label: str) -> bool:
        """Whether figures under the label cannot be added up: shares, means, medians, indices, codes, years, numbers."""

    def is_count(self, label: str) -> bool:
        """Whether figures under the label are counted one by one, so that they are exact: Antal, st, personer."""

    def is_part(self, label: str) -> bool:
        """Whether a label announces a part of the row above, not to be added again: varav, därav."""

    def is_opening(self, label: str) -> bool:
        """Whether a label announces an opening value: Ingående."""

    def is_closing(self, label: str) -> bool:
        """Whether a label announces a closing value: Utgående."""

    def unit_of(self, label: str) -> Unit | None:
        """The unit that a header, label or caption names: `Effekt 2024 (tkr)`, `Belopp i mnkr`, `Andel, %`."""


CODES = ("sv", "en")
"""The languages that there are."""


def language(code: str) -> Language:
    """The language with that code; Swedish where there is none of that code."""
    known = code if code in CODES else "sv"
    return cast(Language, import_module(f"{__name__}.{known}").LANGUAGE)
