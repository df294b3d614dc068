"""Swedish as the review reads it."""

import re

from utfall.domain.numerals import SWEDISH_NUMBERS
from utfall.review.languages.lexicon import Lexicon
from utfall.review.languages.sv.labels import LABELS, PERIODS
from utfall.review.languages.sv.prose import CUES
from utfall.review.languages.sv.words import STOP_WORDS

LANGUAGE = Lexicon(
    code="sv",
    numbers=SWEDISH_NUMBERS,
    stemmer="swedish",
    left_ending=re.compile(r"(?<=\w{5})et$"),
    stop_words=STOP_WORDS,
    labels=LABELS,
    periods=PERIODS,
    cues=CUES,
)
