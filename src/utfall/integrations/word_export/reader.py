"""The export read: front matter, headings that name objects, texts below them, and tables of indicators."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from utfall.documents.model import (
    Block,
    Emphasis,
    Heading,
    IndicatorTable,
    Inlines,
    ListBlock,
    Paragraph,
    Row,
    RowKind,
    Table,
    plain,
)
from utfall.documents.read import read
from utfall.domain.finding import Finding, Severity
from utfall.domain.snapshot import TextKind
from utfall.integrations.folder.source import Reading
from utfall.integrations.word_export.content import EarlierText, EarlierValue, Export
from utfall.integrations.word_export.matching import simplified
from utfall.locale import mark as _

NOTHING = _(
    "Filen {name} innehåller inga kommentarer under rubriker och inga indikatortabeller. Kontrollera att den är en export av en uppföljning."
)
OTHER_TABLE = _(
    "Tabellen {table} har inga kolumner som känns igen (Titel, Utfall, Mål, Kommentar) och lästes inte."
)
_KINDS: Mapping[str, TextKind] = {
    **dict.fromkeys(
        ("kommentar", "kommentarer", "analys", "uppföljning", "kommentar till utfall"), TextKind.COMMENT
    ),
    **dict.fromkeys(("sammanfattning", "sammanfattande analys"), TextKind.SUMMARY),
    **dict.fromkeys(("inledning",), TextKind.INTRODUCTION),
    **dict.fromkeys(("beskrivning",), TextKind.DESCRIPTION),
}
_FRONT = re.compile(r"\b(Status|Rapportperiod|Organisation|Ansvarig|Startdatum|Slutdatum)\s*:\s*")
_COLUMNS: Mapping[str, str] = {
    "titel": "title", "indikator": "title", "mått": "title", "namn": "title", "utfall": "outcome",
    "mål": "target", "målvärde": "target", "kommentar": "comment", "analys": "comment",
}  # fmt: skip
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_OPENING = re.compile(r"^(\s*)([#>+-]|\d+[.)])(\s)")


def read_export(data: bytes, *, name: str, units: Collection[str] = ()) -> Reading[Export | None]:
    """The content of the export, or None where the file cannot be read.

    `units` are the names of units that may stand as run-in headings before their own part of a text.
    """
    result = read(data, name=name)
    if result.document is None:
        return Reading(None, result.findings)
    reader = _Reader(name, frozenset(map(simplified, units)))
    for number, block in enumerate(result.document.blocks, start=1):
        reader.take(block, number)
    reader.end_text()
    export = Export(tuple(reader.texts), tuple(reader.values), reader.organisation, reader.round)
    found = (*result.findings, *reader.findings)
    if not export.texts and not export.values:
        found = (*found, Finding("earlier.nothing", Severity.ERROR, name, NOTHING, {"name": name}))
    return Reading(export, found)


@dataclass
class _Reader:
    """Goes through the blocks; what is written below a heading is gathered until the next."""

    name: str
    units: frozenset[str]
    organisation: str = ""
    round: str = ""
    object: str = ""
    unit: str = ""
    kind: TextKind = TextKind.COMMENT
    place: str = ""
    gathered: list[str] = field(default_factory=list)
    texts: list[EarlierText] = field(default_factory=list)
    values: list[EarlierValue] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def take(self, block: Block, number: int) -> None:
        """One block further."""
        match block:
            case Heading():
                self._heading(_words(block.inlines))
            case Paragraph():
                self._paragraph(block)
            case ListBlock():
                self.gathered.append("\n".join(_list(block)))
            case Table():
                self._table(block, number)
            case IndicatorTable():
                self._table(block.table, number)
            case _:
                pass

    def end_text(self) -> None:
        """What has been gathered is one text, if there is anything to be about."""
        markdown = "\n\n".join(filter(None, self.gathered)).strip()
        self.gathered = []
        if markdown and self.object:
            self.texts.append(
                EarlierText(self.object, self.kind, self.unit, self.round, f"{markdown}\n", self._where())
            )

    def _heading(self, words: str) -> None:
        self.end_text()
        kind = _KINDS.get(simplified(words))
        if kind is not None and (self.object or kind is not TextKind.SUMMARY):
            self.kind = kind
            return
        self.object, self.unit = words, ""
        self.kind = kind or TextKind.COMMENT

    def _paragraph(self, block: Paragraph) -> None:
        label, text = block.label.rstrip(": "), _markdown(block.inlines)
        whole = _words(block.inlines)
        if self._is_front(f"{block.label} {whole}"):
            return
        if not label and simplified(whole) in _KINDS:
            label, text = whole, ""
        elif not label and ":" in whole:
            head, _colon, rest = whole.partition(":")
            if simplified(head) in _KINDS or simplified(head) in self.units:
                label, text = head, _escaped(rest.strip())
        if simplified(label) in _KINDS:
            self.end_text()
            self.kind = _KINDS[simplified(label)]
        elif label and simplified(label) in self.units:
            self.end_text()
            self.unit = label
        elif label:
            text = f"**{_escaped(label)}:** {text}"
        self.gathered.append(text)

    def _is_front(self, text: str) -> bool:
        """Whether the line is front matter; then what it says holds from here on."""
        found = list(_FRONT.finditer(text))
        if not found or (len(found) == 1 and found[0].start() > 0):
            return False
        for this, following in zip(found, [*found[1:], None], strict=True):
            value = text[this.end() : following.start() if following else len(text)].strip(" ,;\t")
            if this[1] == "Organisation":
                self.organisation = value
            elif this[1] == "Rapportperiod":
                self.round = value
        return True

    def _table(self, table: Table, number: int) -> None:
        header = next((row for row in table.rows if row.kind is RowKind.HEADER), None)
        names = (
            [_COLUMNS.get(simplified(_words(cell.inlines)), "") for cell in header.cells] if header else []
        )
        if "title" not in names or not {"outcome", "comment"} & set(names):
            where = plain(table.caption).strip() or str(number)
            finding = Finding("earlier.table", Severity.NOT_CHECKED, where, OTHER_TABLE, {"table": where})
            self.findings.append(finding)
            return
        for row in table.rows:
            if row.kind is not RowKind.HEADER:
                self._row(row, names)

    def _row(self, row: Row, names: list[str]) -> None:
        cells = {name: cell.inlines for name, cell in zip(names, row.cells, strict=False) if name}
        title = _words(cells.get("title", ()))
        if not title:
            return
        outcome, target = _words(cells.get("outcome", ())), _words(cells.get("target", ()))
        if outcome or target:
            self.values.append(EarlierValue(title, self.unit, self.round, outcome, target, self._where()))
        comment = _markdown(cells.get("comment", ()))
        if comment:
            self.texts.append(
                EarlierText(title, TextKind.COMMENT, self.unit, self.round, f"{comment}\n", self._where())
            )

    def _where(self) -> str:
        return f"{self.name}, {self.object}" if self.object else self.name


def _words(inlines: Inlines) -> str:
    return " ".join(plain(inlines).split())


def _markdown(inlines: Inlines) -> str:
    """Running text as Markdown that means the same: signs that would be markup are escaped."""
    return _OPENING.sub(r"\1\\\2\3", " ".join("".join(_marked(inlines)).split()))


def _marked(inlines: Inlines) -> Iterator[str]:
    for node in inlines:
        if isinstance(node, Emphasis):
            sign = "**" if node.strong else "*"
            inner = "".join(_marked(node.inlines))
            yield f"{sign}{inner.strip()}{sign}" if inner.strip() else inner
        else:
            yield _escaped(plain((node,)))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("{{", "{ {")


def _list(block: ListBlock) -> Iterable[str]:
    for number, item in enumerate(block.items, start=1):
        words = " ".join(_markdown(one.inlines) for one in item if isinstance(one, Paragraph))
        yield f"{number}. {words}" if block.ordered else f"- {words}"
