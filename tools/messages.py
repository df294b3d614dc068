"""Translations brought in step with the code: `python -m tools.messages` extracts and updates the catalogues.

What pybabel's own commands do, but without dates and line numbers, so that a catalogue only changes when a
sentence does.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "src" / "utfall" / "locale"

# `mark` and `_` mark a sentence where it is written; `translate` marks and translates at once.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "mark": (1,),
    "translate": (1,),
    "gettext": (1,),
    "ngettext": (1, 2),
}

HEAD = (
    "# The sentences of Utfall in {language}. Swedish is the source; `make messages` keeps this file in step."
)

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|%\((\w+)\)")


def extracted() -> Catalog:
    """Every sentence that the source marks, with the files it stands in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, "babel.cfg")  # type: ignore[no-untyped-call]
    catalogue = Catalog(charset="utf-8")
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, ["Translators:"])
    for path, _line, message, comments, context in found:
        catalogue.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalogue


def stored(language: str) -> Catalog:
    """The catalogue as it lies in the project; an empty one if there is none yet."""
    path = _path(language)
    if not path.is_file():
        return Catalog(locale=language, domain="utfall", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="utfall")


def updated(language: str) -> Catalog:
    """The stored translations for exactly the sentences that the source has now.

    A sentence that was changed comes back untranslated: a guess from a similar one reads as if somebody had
    looked at it.
    """
    catalogue = stored(language)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    return catalogue


def as_bytes(catalogue: Catalog, *, language: str) -> bytes:
    """The catalogue's file, the same bytes for the same sentences."""
    body = BytesIO()
    write_po(
        body,
        catalogue,
        width=110,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
        omit_header=True,
    )
    head = (
        f"{HEAD.format(language=language)}\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {language}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    return head.encode() + body.getvalue()


def placeholders(sentence: str) -> frozenset[str]:
    """The names that a sentence leaves to be filled in; what is done to them (`{name:…}`) counts as well."""
    return frozenset(first or second for first, second in _PLACEHOLDER.findall(sentence))


def _path(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "utfall.po"


def languages() -> list[str]:
    """The languages that there is a catalogue for."""
    return sorted(path.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES"))


def main() -> int:
    """Update every catalogue; say how many sentences wait for a translation."""
    for language in languages():
        catalogue = updated(language)
        path = _path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(catalogue, language=language))
        waiting = sum(1 for message in catalogue if message.id and not message.string)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} sentences, {waiting} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
