"""Which written texts belong to an object, and how they stand on the page."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from utfall.documents.compose.reference import Resolver
from utfall.documents.compose.template import TextBlock
from utfall.documents.compose.writing import Writer
from utfall.documents.model import Block, Emphasis, Heading, Inline, Inlines, ListBlock, Paragraph, Text
from utfall.domain.figure import Scope
from utfall.domain.finding import Finding
from utfall.domain.organisation import OrgUnit
from utfall.domain.snapshot import Snapshot, TextKey, TextKind, WrittenText


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one snapshot, as blocks; findings are gathered in the list that all writers share."""

    snapshot: Snapshot
    findings: list[Finding]

    def about(self, code: str, kind: TextKind) -> tuple[tuple[TextKey, WrittenText], ...]:
        """The texts of one kind about an object: the committee's own first, then the units' in their order.

        A text without a round holds for the whole year.
        """
        rounds = {self.snapshot.round.code, ""}
        order = {unit.code: number for number, unit in enumerate(self.snapshot.of(OrgUnit))}
        own = self.snapshot.scope.code
        found = [
            (key, text)
            for key, text in self.snapshot.texts.items()
            if key.object == code and key.kind is kind and key.round in rounds
        ]
        return tuple(
            sorted(found, key=lambda pair: (pair[0].unit not in ("", own), order.get(pair[0].unit, 0)))
        )

    def blocks(self, code: str, kind: TextKind, *, label: str = "", level: int = 4) -> tuple[Block, ...]:
        """All texts of one kind about an object; the label runs into the first paragraph, a unit's name into its."""
        result: list[Block] = []
        for key, text in self.about(code, kind):
            scope = self._scope(key)
            blocks = self.writer(scope, text.source).blocks(text.markdown, heading_level=level)
            word = self._unit_label(key.unit, about=code) or ("" if result else label)
            if word and not result and label and word != label:
                result.append(Paragraph((Emphasis((Text(label),), strong=True),)))
            result.extend(labelled(blocks, word))
        return tuple(result)

    def placed(self, block: TextBlock) -> tuple[Block, ...]:
        """The text of a template's text block, under its heading if it has one."""
        code = self.snapshot.scope.code if block.object == "~" else block.object
        blocks = self.blocks(code, TextKind(block.kind), label=block.label, level=block.level + 1)
        if not block.heading or not blocks:
            return blocks
        return (Heading(block.level, self.own.line(block.heading)), *blocks)

    def line(self, code: str, kind: TextKind) -> Inlines:
        """The texts of one kind about an object as one run of inline nodes, for a table cell."""
        return tuple(_flat(self.blocks(code, kind)))

    @property
    def own(self) -> Writer:
        """The writer of the report's own words: titles, captions, labels."""
        return self.writer(self.snapshot.scope, "mall.yaml")

    def writer(self, scope: Scope, where: str) -> Writer:
        """A writer for texts of the scope; `where` names the file in findings."""
        return Writer(Resolver(self.snapshot, scope), where, self.findings)

    def _scope(self, key: TextKey) -> Scope:
        """What `~` means in the text: the unit that wrote it, or the unit that it is about."""
        about = isinstance(self.snapshot.objects.get(key.object), OrgUnit)
        return Scope(key.unit) if key.unit else Scope(key.object) if about else self.snapshot.scope

    def _unit_label(self, unit: str, *, about: str) -> str:
        if unit in ("", about, self.snapshot.scope.code):
            return ""
        item = self.snapshot.objects.get(unit)
        if not isinstance(item, OrgUnit):
            return ""
        name = item.short or item.name
        return name[:1].upper() + name[1:]


def labelled(blocks: tuple[Block, ...], label: str) -> tuple[Block, ...]:
    """The blocks with the label run into the first paragraph, or before the first block if that is none."""
    match blocks:
        case _ if not label:
            return blocks
        case (Paragraph() as first, *rest):
            return (dataclasses.replace(first, label=label), *rest)
        case _:
            return (Paragraph((), label=label), *blocks) if blocks else ()


def _flat(blocks: tuple[Block, ...]) -> Iterator[Inline]:
    for position, block in enumerate(blocks):
        if position:
            yield Text(" ")
        match block:
            case Paragraph() | Heading():
                yield from block.inlines
            case ListBlock():
                for number, item in enumerate(block.items):
                    yield from (Text(" "),) if number else ()
                    yield from _flat(item)
            case _:
                continue
