"""Every sentence of the program can be read in every language that it speaks."""

import pytest

from tools import messages

LANGUAGES = messages.languages()


@pytest.fixture(scope="module")
def sentences():
    return [message for message in messages.extracted() if message.id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language, sentences):
    catalogue = messages.stored(language)

    missing = [one.id for one in sentences if not _translation(catalogue.get(one.id, one.context))]

    assert not missing, "run `make messages` and translate what is empty"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    assert not [message.id for message in messages.stored(language) if message.id and message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_sentence_does(language):
    unlike = [
        (message.id, message.string)
        for message in messages.stored(language)
        if message.id and message.string and _placeholders(message.id) != _placeholders(message.string)
    ]

    assert not unlike


def test_a_format_in_a_placeholder_counts():
    assert messages.placeholders("{name} är {value:.1f} %(unit)s") == {"name", "value:.1f", "unit"}


def _translation(message):
    """The translation; a message with a plural is translated when all its forms are."""
    if message is None or message.fuzzy:
        return None
    return message.string if isinstance(message.string, str) else all(message.string)


def _placeholders(sentence):
    forms = [sentence] if isinstance(sentence, str) else sentence
    return frozenset().union(*map(messages.placeholders, forms))
