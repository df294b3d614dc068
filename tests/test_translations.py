"""Every sentence of the program can be read in every language that it speaks."""

import pytest
from babel.messages.catalog import Message

from tools import messages

LANGUAGES = messages.languages()


@pytest.fixture(scope="module")
def sentences():
    """What the source marks, by room."""
    return {
        room: [message.id for message in catalogue if message.id]
        for room, catalogue in messages.extracted().items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language, sentences):
    known = messages.stored(language)

    missing = {
        room: waiting
        for room, marked in sentences.items()
        if (waiting := [one for one in marked if not messages.has_translation(known.get(one))])
    }

    assert not missing, "run `make messages` and translate what is empty"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language):
    assert not [message.id for message in messages.stored(language).values() if message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_what_the_sentence_does(language):
    unlike = [
        (message.id, message.string)
        for message in messages.stored(language).values()
        if message.string and _placeholders(message.id) != _placeholders(message.string)
    ]

    assert not unlike


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_update_keeps_every_translation_and_is_the_same_twice(language):
    known = messages.stored(language)
    for room, catalogue in messages.extracted().items():
        once = messages.updated(catalogue, language=language, known=known)
        kept = {messages.key(message): message for message in once if message.id}

        assert all(message.string == known[name].string for name, message in kept.items() if name in known)
        assert messages.as_bytes(
            messages.updated(catalogue, language=language, known=kept), room=room, language=language
        ) == messages.as_bytes(once, room=room, language=language)


def test_a_plural_is_translated_when_all_its_forms_are():
    assert messages.has_translation(Message(("en", "flera"), ("one", "several")))
    assert not messages.has_translation(Message(("en", "flera"), ("one", "")))


def test_a_format_in_a_placeholder_counts():
    assert messages.placeholders("{name} är {value:.1f} %(unit)s") == {"name", "value:.1f", "unit"}


def _placeholders(sentence):
    forms = [sentence] if isinstance(sentence, str) else sentence
    return frozenset().union(*map(messages.placeholders, forms))
