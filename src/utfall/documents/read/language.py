"""Which language a document is written in, told by its commonest words."""

import re

from utfall.domain.numerals import ENGLISH_NUMBERS, SWEDISH_NUMBERS, NumberGrammar

GRAMMARS = {"sv": SWEDISH_NUMBERS, "en": ENGLISH_NUMBERS}
_COMMON = {
    "sv": frozenset(
        "och att det som för är på med av till den inte har ett om från jämfört samt under".split()
    ),
    "en": frozenset(
        "and the of to in is for that with as was by are this from compared which were on".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 200_000


def detect(text: str) -> str:
    """The language, `sv` or `en`, by how many of its commonest words occur; Swedish where nothing tells."""
    found = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    counts = {language: sum(word in common for word in found) for language, common in _COMMON.items()}
    return "en" if counts["en"] > counts["sv"] else "sv"


def chosen(declared: str, text: str, grammar: NumberGrammar | None) -> tuple[str, NumberGrammar]:
    """The document's language and its number grammar.

    The words decide, not the label in the file: office programs label by the installation's language.
    """
    language = detect(text) if text.strip() or not declared else declared[:2].lower()
    if grammar is not None:
        return language, grammar
    return language, GRAMMARS.get(language, SWEDISH_NUMBERS)
