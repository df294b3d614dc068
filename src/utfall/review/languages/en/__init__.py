"""English as the review reads it."""

import re

from utfall.domain.numerals import ENGLISH_NUMBERS
from utfall.review.languages.en.labels import LABELS, PERIODS
from utfall.review.languages.en.prose import CUES
from utfall.review.languages.en.words import STOP_WORDS
from utfall.review.languages.lexicon import Lexicon

LANGUAGE = Lexicon(
    code="en",
    numbers=ENGLISH_NUMBERS,
    stemmer="english",
    left_ending=re.compile(r"(?<=\w{4})(?:ly|’s)$"),
    stop_words=STOP_WORDS,
    labels=LABELS,
    periods=PERIODS,
    cues=CUES,
)
