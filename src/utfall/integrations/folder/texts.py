"""Written texts: Markdown, with a head that says what each is about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from utfall.domain.finding import Finding
from utfall.domain.snapshot import TextKey, TextKind, WrittenText
from utfall.integrations.folder.source import Reading, SourceFile
from utfall.integrations.folder.yaml_source import Tree, checked, parsed
from utfall.locale import mark as _

SAME_TEXT = _("En text av samma slag om {object} finns redan på {first}. Slå ihop dem.")
EMPTY_TEXT = _("Texten om {object} är tom. Skriv den, eller ta bort den.")
NO_HEAD = _("Texten saknar huvud. Börja med --- och skriv objekt och slag, och avsluta huvudet med ---.")
TEXT_WORDS = {
    "beskrivning": TextKind.DESCRIPTION,
    "kommentar": TextKind.COMMENT,
    "sammanfattning": TextKind.SUMMARY,
    "inledning": TextKind.INTRODUCTION,
    "beslut": TextKind.DECISION,
}
_FENCE = re.compile(r"---[ \t]*")


@dataclass(frozen=True, slots=True)
class _Part:
    """One text of a file: its head, its body, and the lines on which they begin."""

    head: str
    head_line: int
    body: str
    body_line: int


def identify(source: SourceFile) -> bool:
    """Whether the file holds texts: Markdown that begins with a head."""
    return source.path.suffix.lower() == ".md" and source.head().lstrip("\ufeff").startswith("---")


def read(source: SourceFile, *, committee: str) -> Reading[Mapping[TextKey, WrittenText]]:
    """The texts by what they are about. `~` is the committee; a text without a unit is the committee's own."""
    texts: dict[TextKey, WrittenText] = {}
    findings: list[Finding] = []
    for part in _parts(source.text().lstrip("\ufeff")):
        tree = parsed(source, part.head, first_line=part.head_line) if part.head.strip() else None
        if tree is None:
            findings.append(source.finding("text-head", NO_HEAD, line=part.head_line))
            continue
        tree = checked(tree, "text") if isinstance(tree, Tree) else tree
        if not isinstance(tree, Tree):
            findings += tree
            continue
        about = committee if tree.data["objekt"] == "~" else str(tree.data["objekt"])
        unit = str(tree.data.get("enhet", ""))
        # The committee speaks where no unit is named, so naming it says the same.
        by = "" if unit == committee else unit
        key = TextKey(about, TEXT_WORDS[tree.data["slag"]], tree.data.get("runda", ""), by)
        if not part.body.strip():
            findings.append(source.finding("text-empty", EMPTY_TEXT, line=part.head_line, object=about))
        elif key in texts:
            findings.append(
                source.finding(
                    "duplicate-key", SAME_TEXT, line=part.head_line, object=about, first=texts[key].source
                )
            )
        else:
            texts[key] = WrittenText(part.body.strip() + "\n", source.line(part.body_line))
    return Reading(texts, tuple(findings))


def _parts(text: str) -> Iterator[_Part]:
    """The texts of a file. A line of three hyphens opens a head, the next closes it."""
    rows = text.splitlines()
    fences = [number for number, row in enumerate(rows) if _FENCE.fullmatch(row)]
    for position in range(0, len(fences), 2):
        start = fences[position]
        if position + 1 == len(fences):
            yield _Part("", start + 1, "\n".join(rows[start + 1 :]), start + 2)
            return
        end = fences[position + 1]
        until = fences[position + 2] if position + 2 < len(fences) else len(rows)
        yield _Part("\n".join(rows[start + 1 : end]), start + 2, "\n".join(rows[end + 1 : until]), end + 2)
