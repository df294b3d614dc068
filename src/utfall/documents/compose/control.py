"""Internal control on the page: the summary, and the appendix with a card for each risk and control activity."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from utfall.documents.compose.template import ControlAppendix, ControlSummary
from utfall.documents.compose.texts import Texts
from utfall.documents.model import (
    Appendix,
    Block,
    Cell,
    Emphasis,
    HeaderRole,
    Heading,
    Inline,
    ListBlock,
    Name,
    Number,
    Paragraph,
    RiskCard,
    Row,
    RowKind,
    Table,
    Text,
)  # fmt: skip
from utfall.domain.control import ControlActivity, HandlingKind, Risk
from utfall.domain.figure import Address, Scope
from utfall.domain.period import Period
from utfall.domain.scenario import Scenario
from utfall.domain.snapshot import Snapshot, TextKind
from utfall.domain.unit import RISK_VALUE, SCALE_1_4, Unit

MEASURES = ("riskvarde", "sannolikhet", "konsekvens")


def risk_address(item: Risk | ControlActivity, measure: str) -> Address:
    """Where a risk's value, likelihood or consequence is stored; `measure` is one of MEASURES."""
    return Address(
        f"{measure}.{item.code.lower()}", Scope(item.scope), Period.year(item.year), Scenario.OUTCOME
    )


@dataclass(frozen=True, slots=True)
class ControlWriter:
    """Writes internal control from one snapshot."""

    snapshot: Snapshot
    texts: Texts

    def summary(self, section: ControlSummary) -> Iterator[Block]:
        """Introduction, control activities and the risks, each with its summary."""
        yield Heading(section.level, (Text(section.heading),), "intern-kontroll")
        yield from self.texts.blocks(section.object, TextKind.SUMMARY)
        for heading, items in (
            (section.controls_heading, self.snapshot.of(ControlActivity)),
            (section.risks_heading, self.snapshot.of(Risk)),
        ):
            yield Heading(section.level + 1, (Text(heading),))
            yield ListBlock(tuple(self._item(item) for item in items))

    def _item(self, item: Risk | ControlActivity) -> tuple[Block, ...]:
        title = Paragraph((Emphasis((Name(item.name, item.code),), strong=True),))
        return (title, *self.texts.blocks(item.code, TextKind.SUMMARY))

    def appendix(self, section: ControlAppendix) -> Appendix:
        """The appendix: cards for the risks, then for the control activities."""
        words = section.words
        blocks: list[Block] = [Heading(3, self.texts.own.line(section.risks_heading), "risker")]
        blocks += [self._card(risk, self._risk(risk, words), words) for risk in self.snapshot.of(Risk)]
        blocks.append(Heading(3, self.texts.own.line(section.controls_heading), "kontrollmoment"))
        blocks += [
            self._card(item, self._control(item, words), words) for item in self.snapshot.of(ControlActivity)
        ]
        return Appendix(self.texts.own.line(section.title), tuple(blocks), "bilaga-intern-kontroll")

    def _card(
        self, item: Risk | ControlActivity, blocks: tuple[Block, ...], words: Mapping[str, str]
    ) -> RiskCard:
        comment = self.texts.blocks(item.code, TextKind.COMMENT, label=words["comment"])
        return RiskCard(
            title=(Name(item.name, item.code),),
            values=self._values(item, words),
            blocks=(*blocks, *comment),
            anchor=item.code.lower(),
        )

    def _values(self, item: Risk | ControlActivity, words: Mapping[str, str]) -> Table:
        labels = (words["value"], words["level"], words["likelihood"], words["consequence"])
        head = Row(tuple(Cell((Text(label),), HeaderRole.COLUMN) for label in labels), RowKind.HEADER)
        value, likelihood, consequence = (
            Number(str(amount), amount, 0, unit, address=str(risk_address(item, measure)))
            for measure, amount, unit in risk_values(item)
        )
        cells = (Cell((value,)), Cell((Text(item.level.value),)), Cell((likelihood,)), Cell((consequence,)))
        return Table((Text(f"{words['value']}: {item.name}"),), (head, Row(cells)))

    def _risk(self, risk: Risk, words: Mapping[str, str]) -> tuple[Block, ...]:
        sentence = words["risk"].format(event=risk.event, cause=risk.cause, effect=risk.effect)
        return (Paragraph((Text(sentence),)), Paragraph(self._handling(risk, words), words["handling"]))

    def _handling(self, risk: Risk, words: Mapping[str, str]) -> tuple[Inline, ...]:
        if risk.handling is None:
            return (Text(words["no_handling"]),)
        match risk.handling.kind:
            case HandlingKind.ACCEPTED:
                return (Text(f"{words['accepted']} {risk.handling.reason}".strip()),)
            case HandlingKind.FOCUS | HandlingKind.CONTROL:
                word = words["by_focus" if risk.handling.kind is HandlingKind.FOCUS else "by_control"]
                item = self.snapshot.objects.get(risk.handling.by)
                name: Inline = Name(item.name, item.code) if item else Text(risk.handling.by)
                return (Text(f"{word} "), name, Text("."))

    def _control(self, item: ControlActivity, words: Mapping[str, str]) -> tuple[Block, ...]:
        description = self.texts.blocks(item.code, TextKind.DESCRIPTION)
        labels = (words["tested"], words["occasions"], words["methods"])
        head = Row(tuple(Cell((Text(label),), HeaderRole.COLUMN) for label in labels), RowKind.HEADER)
        occasions = self._occasions(item)
        if item.focus_of_report:
            occasions = f"{occasions}. {item.focus_of_report}"
        methods = " ".join(f"{number}. {method}" for number, method in enumerate(item.methods, start=1))
        row = Row(
            (Cell((Text(item.tested),), HeaderRole.ROW), Cell((Text(occasions),)), Cell((Text(methods),)))
        )
        table = Table(
            (Text(f"{words['tested']}: {item.name}"),), (head, row), anchor=f"{item.code.lower()}-metod"
        )
        return (*description, table)

    def _occasions(self, item: ControlActivity) -> str:
        names = [self.snapshot.objects[code].name if code in self.snapshot.objects else code
                 for code in item.occasions]  # fmt: skip
        return f"{', '.join(names[:-1])} och {names[-1]}" if len(names) > 1 else "".join(names)


def risk_values(item: Risk | ControlActivity) -> tuple[tuple[str, Decimal, Unit], ...]:
    """The three figures of a risk: measure, value and unit, in the order of MEASURES."""
    return (
        (MEASURES[0], Decimal(item.value), RISK_VALUE),
        (MEASURES[1], Decimal(item.likelihood), SCALE_1_4),
        (MEASURES[2], Decimal(item.consequence), SCALE_1_4),
    )
