"""Written texts as Markdown files, each with the head that says what it is about."""

import re
from collections.abc import Mapping

from utfall.domain.snapshot import TextKey, WrittenText
from utfall.integrations.folder.texts import TEXT_WORDS
from utfall.integrations.folder.writing.yaml_text import yaml_text

OTHERS = "texter/ovriga.md"
"""The file of texts that came from no file of the folder."""
_WORD_OF = {kind: word for word, kind in TEXT_WORDS.items()}
_PLACE = re.compile(r"(.+\.md), rad (\d+)", re.IGNORECASE)
_FENCE = re.compile(r"^---(?=[ \t]*$)", re.MULTILINE)


def files(texts: Mapping[TextKey, WrittenText], *, committee: str) -> Mapping[str, str]:
    """The files by name, each text in the file and in the order that its source names."""
    found: dict[str, list[tuple[int, TextKey, str]]] = {}
    for key, text in texts.items():
        place = _PLACE.fullmatch(text.source)
        name, line = (place[1], int(place[2])) if place else (OTHERS, 0)
        found.setdefault(name, []).append((line, key, text.markdown))
    return {
        name: "".join(_text(key, markdown, committee) for _line, key, markdown in sorted(parts))
        for name, parts in found.items()
    }


def _text(key: TextKey, markdown: str, committee: str) -> str:
    head = yaml_text(
        {
            "objekt": "~" if key.object == committee else key.object,
            "slag": _WORD_OF[key.kind],
            "runda": key.round or None,
            "enhet": key.unit or None,
        }
    )
    # A line of three hyphens would open the next head; with a blank before it, Markdown means the same.
    body = _FENCE.sub(" ---", markdown.strip("\n"))
    return f"---\n{head}---\n{body}\n"
