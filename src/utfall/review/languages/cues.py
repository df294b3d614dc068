"""What running text says about its figures, as patterns; each language fills in the same fields."""

import re
from dataclasses import dataclass
from enum import StrEnum

from utfall.review.languages import Role

Pattern = re.Pattern[str]


class Qualifier(StrEnum):
    """How a writer loosens a figure; each is an interval (method 4.6)."""

    ABOUT = "about"
    """`ca`: one and a half steps of the last printed place either way, whole tens read as rounded."""
    JUST_UNDER = "just under"
    """`knappt`, `nästan`: from a tenth below up to the figure."""
    JUST_OVER = "just over"
    """`drygt`, `över`: from the figure up to a tenth above."""
    AT_LEAST = "at least"
    """`minst`: the figure or more."""
    AT_MOST = "at most"
    """`högst`: the figure or less."""


@dataclass(frozen=True)
class Cues:
    """The words of running text that the review listens to.

    Patterns match whole words. `generic` holds words that any sentence about money or indicators may have, so
    that their stems say nothing about which row a figure is in. `institutions` are words for bodies that may stand for
    each other by mistake, one tuple a kind; of the first kind two names are an error, of the others a question.
    """

    generic: tuple[str, ...]
    roles: tuple[tuple[Role, Pattern], ...]
    qualifiers: tuple[tuple[Qualifier, Pattern], ...]
    prior_year: Pattern
    """`samma period förra året`: the figure belongs to the year before."""
    mean: Pattern
    """Says that a figure is the mean of those that follow."""
    origin: Pattern
    """`från föregående år`: says where an amount comes from, not which period it is of."""
    full_year: Pattern
    to_date: Pattern
    """Says that the figure is of the period so far: `för perioden`."""
    including: Pattern
    excluding: Pattern
    pronoun: Pattern
    """What stands for something said before: `utan det`."""
    likewise: Pattern
    """`motsvarande siffra`: the figure is of the same thing as the one before it."""
    of_which: Pattern
    from_word: Pattern
    to_word: Pattern
    corresponds: Pattern
    because: Pattern
    """`beror på`: what follows explains what stands before; the list need not be complete."""
    up: Pattern
    down: Pattern
    surplus: Pattern
    deficit: Pattern
    by: Pattern
    """The word before an amount of change: `ökat med`."""
    earlier: Pattern
    """Says that a forecast is not the one that stands in the report."""
    better: Pattern
    worse: Pattern
    against_budget: Pattern
    against_prior: Pattern
    target: Pattern
    """Says that a figure is aimed at, not reached."""
    whole: Pattern
    """The whole organisation as subject: `nämnden`, `kommunen`."""
    bottom_line: Pattern
    """What a bottom line is called in running text: `resultat`, `underskott`."""
    clause: Pattern
    """Where a new clause may begin: a semicolon, or a word that joins clauses."""
    joins: Pattern
    """The words between the last two items of an enumeration."""
    per: Pattern
    """`per portion`, with the measure as group `what`."""
    mass: Pattern
    """A unit of mass or volume at the beginning of a text, as `kg`."""
    emission: Pattern
    """What is weighed but was left without its mass unit, as `CO2e/kg`, at the beginning of a text."""
    compares: Pattern
    """Stands before a year that is compared with, not aimed at."""
    relative: Pattern
    """The word that divides a share's title in whom and what: `som`."""
    either: Pattern
    proportion: Pattern
    """Says that a figure is a part of a whole: `andel`."""
    share_of: Pattern
    """What follows a share, at the beginning of a text: of whom or what (`av eleverna`), or who says so (`anser`)."""
    scale: Pattern
    """A scale with its ends: `skala 1–10` as groups `low` and `top`, `5-gradig skala` as `steps`."""
    assessed: Pattern
    """The headers of risk assessments: likelihood and consequence."""
    reference: Pattern
    """A noun that names a kind of object, with a colon and the object's name: `målet: `."""
    occasion: Pattern
    """An item that can stand only once in an enumeration: `delår 2`, a month, a quarter."""
    universal: Pattern
    exception: Pattern
    institutions: tuple[tuple[str, ...], ...]
    endings: tuple[str, ...]
    """Inflections of a name, the longest first; the empty one last."""
    abbreviations: frozenset[str]
    """Short words whose full stop does not end a sentence, without the full stop."""
