"""Composing: the sections of a template, one after the other, filled from a snapshot."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from utfall.documents.compose.case import case_blocks, front_blocks
from utfall.documents.compose.control import ControlWriter, risk_address, risk_values
from utfall.documents.compose.goals import GoalWriter
from utfall.documents.compose.measures import MeasureWriter, effect_figures
from utfall.documents.compose.tables import TableMaker, units_below
from utfall.documents.compose.template import (
    Case,
    ControlAppendix,
    ControlSummary,
    Front,
    GoalChain,
    HeadingLine,
    MeasureTable,
    Section,
    TableSpec,
    Template,
    TextBlock,
    UnitTexts,
)  # fmt: skip
from utfall.documents.compose.texts import Texts
from utfall.documents.model import Block, Document, Heading, Name, plain
from utfall.domain.control import ControlActivity, Risk
from utfall.domain.figure import Address, Figure, Source
from utfall.domain.finding import Finding
from utfall.domain.snapshot import Snapshot, TextKind


@dataclass(frozen=True, slots=True)
class Composed:
    """A document, and what could not be resolved in making it."""

    document: Document
    findings: tuple[Finding, ...]


def with_derived(template: Template, snapshot: Snapshot) -> Snapshot:
    """The snapshot with the figures that the template's formulas, the measures and the risks give rise to.

    What is stored is never replaced.
    """
    figures: dict[Address, Figure] = {figure.address: figure for figure in _object_figures(snapshot)}
    figures.update(snapshot.figures)
    whole = dataclasses.replace(snapshot, figures=figures)
    texts = Texts(whole, [])
    derived = TableMaker(template, whole, texts.own).derived()
    return dataclasses.replace(whole, figures={**derived, **figures})


def _object_figures(snapshot: Snapshot) -> Iterator[Figure]:
    yield from effect_figures(snapshot)
    rated: tuple[Risk | ControlActivity, ...] = (*snapshot.of(Risk), *snapshot.of(ControlActivity))
    for item in rated:
        for measure, value, unit in risk_values(item):
            yield Figure(
                risk_address(item, measure), value, unit, 0, Source(f"bedömning {item.code}"), item.name
            )


def compose(template: Template, snapshot: Snapshot) -> Composed:
    """The report: pure, and the same for the same template and snapshot.

    A reference that cannot be resolved stands in the document as written and is a finding.
    """
    composer = _Composer(template, snapshot, Texts(snapshot, []))
    blocks = tuple(composer.blocks(template.sections))
    own = composer.texts.own
    document = Document(
        title=plain(own.line(template.title)),
        language="sv",
        blocks=blocks,
        organisation=own_name(snapshot),
        made_at=snapshot.as_of.isoformat(),
        identity=snapshot.hash,
    )
    return Composed(document, tuple(dict.fromkeys(composer.texts.findings)))


def own_name(snapshot: Snapshot) -> str:
    """The name of the part of the organisation that the report is about."""
    item = snapshot.objects.get(snapshot.scope.code)
    return item.name if item else snapshot.scope.code


@dataclass(frozen=True, slots=True)
class _Composer:
    template: Template
    snapshot: Snapshot
    texts: Texts

    def blocks(self, sections: tuple[Section, ...]) -> Iterator[Block]:
        for section in sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[Block]:
        match section:
            case Case():
                yield from case_blocks(section, self.texts)
            case Front():
                yield from front_blocks(section, self.texts, organisation=own_name(self.snapshot))
            case HeadingLine():
                yield Heading(section.level, self.texts.own.line(section.text))
            case TextBlock():
                yield from self.texts.placed(section)
            case GoalChain():
                yield from GoalWriter(self.template, self.snapshot, self.texts, section, self.blocks).blocks()
            case TableSpec():
                yield from TableMaker(self.template, self.snapshot, self.texts.own).blocks(section)
            case MeasureTable():
                yield MeasureWriter(self.template, self.snapshot, self.texts).table(section)
            case UnitTexts():
                yield from self._unit_texts(section)
            case ControlSummary():
                yield from ControlWriter(self.snapshot, self.texts).summary(section)
            case ControlAppendix():
                yield ControlWriter(self.snapshot, self.texts).appendix(section)
            case _:
                assert_never(section)

    def _unit_texts(self, section: UnitTexts) -> Iterator[Block]:
        yield Heading(section.level, self.texts.own.line(section.heading))
        for unit in units_below(self.snapshot, self.snapshot.scope, kind=section.each):
            blocks = self.texts.blocks(unit.code, TextKind.COMMENT, level=section.level + 2)
            if blocks:
                yield Heading(section.level + 1, (Name(unit.name, unit.code),))
                yield from blocks
