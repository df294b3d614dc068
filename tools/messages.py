"""Translations brought in step with the code: `python -m tools.messages` extracts and updates the catalogues.

Each room has a catalogue of its own, `locale/en/LC_MESSAGES/review.po`. They are written without dates and line
numbers, so that a catalogue only changes when a sentence does.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCE = Path("src", "utfall")
CATALOGUES = ROOT / SOURCE / "locale"

# `mark` and `_` mark a sentence where it is written; `translate` marks and translates at once.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "mark": (1,),
    "translate": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "ngettext": (1, 2),
}

HEAD = """\
# The sentences of utfall.{room}. Swedish is the source; `make messages` keeps this file in step.
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Key = str | tuple[str, ...]
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|%\((\w+)\)")


def extracted() -> dict[str, Catalog]:
    """Every sentence that the source marks, with the files it stands in, by room."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")  # type: ignore[no-untyped-call]
    rooms: dict[str, Catalog] = defaultdict(lambda: Catalog(charset="utf-8"))
    for path, _line, message, comments, _context in extract_from_dir(
        ROOT, methods, options, KEYWORDS, ["Translators:"]
    ):
        room = Path(path).relative_to(SOURCE).parts[0]
        rooms[room].add(message, locations=[(path, 0)], auto_comments=comments)
    return dict(rooms)


def stored(language: str) -> dict[Key, Message]:
    """What is translated, whichever catalogue it lies in; one that says something wins over one that does not."""
    found: dict[Key, Message] = {}
    for path in sorted(_folder(language).glob("*.po")):
        with path.open("rb") as file:
            messages = [message for message in read_po(file, locale=language) if message.id]
        for message in messages:
            if not has_translation(found.get(key(message))):
                found[key(message)] = message
    return found


def updated(catalogue: Catalog, *, language: str, known: Mapping[Key, Message]) -> Catalog:
    """The room's sentences with the translations that are known for them.

    A sentence that was changed comes back untranslated: a guess from a similar one reads as if somebody had looked
    at it.
    """
    result = Catalog(locale=language, charset="utf-8")
    for message in catalogue:
        if message.id:
            before = known.get(key(message))
            result.add(
                message.id,
                before.string if before else None,
                locations=message.locations,
                auto_comments=message.auto_comments,
                user_comments=before.user_comments if before else (),
            )
    return result


def as_bytes(catalogue: Catalog, *, room: str, language: str) -> bytes:
    """The catalogue's file, the same bytes for the same sentences."""
    body = BytesIO()
    write_po(body, catalogue, width=110, sort_by_file=True, include_lineno=False, omit_header=True)
    head = HEAD.format(room=room, language=language, plural_forms=catalogue.plural_forms)
    return head.encode() + body.getvalue()


def has_translation(message: Message | None) -> bool:
    """Whether somebody has translated the message; with a plural, all its forms."""
    if message is None or message.fuzzy:
        return False
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return bool(forms) and all(forms or ())


def key(message: Message) -> Key:
    """What a message is looked up by: its sentence, or the sentence with its plural."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def placeholders(sentence: str) -> frozenset[str]:
    """The names that a sentence leaves to be filled in; what is done to them (`{name:…}`) counts as well."""
    return frozenset(first or second for first, second in _PLACEHOLDER.findall(sentence))


def languages() -> list[str]:
    """The languages that there are catalogues for."""
    return sorted(path.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES"))


def _folder(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES"


def main() -> int:
    """Write every catalogue anew; say how many sentences wait for a translation."""
    rooms = extracted()
    for language in languages():
        known = stored(language)
        for room, sentences in sorted(rooms.items()):
            catalogue = updated(sentences, language=language, known=known)
            path = _folder(language) / f"{room}.po"
            path.write_bytes(as_bytes(catalogue, room=room, language=language))
            waiting = sum(1 for message in catalogue if message.id and not has_translation(message))
            print(f"{path.relative_to(ROOT)}: {len(catalogue)} sentences, {waiting} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
