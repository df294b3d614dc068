"""The decision case and the front of the report."""

from collections.abc import Iterator

from utfall.documents.compose.template import Case, Front
from utfall.documents.compose.texts import Texts
from utfall.documents.model import (
    Block,
    Contents,
    Cover,
    DecisionItem,
    Emphasis,
    Heading,
    ListBlock,
    Paragraph,
    StatusLine,
    plain,
)  # fmt: skip


def case_blocks(case: Case, texts: Texts) -> Iterator[Block]:
    """The decision case: title at level 1, proposed decision, description in parts, signature, recipients."""
    own = texts.own
    yield Heading(1, own.line(case.title))
    yield Heading(2, own.line(case.decision_heading), "beslut")
    for number, clause in enumerate(case.decisions, start=1):
        yield DecisionItem(number, own.line(clause))
    yield Heading(2, own.line(case.description_heading), "arende")
    yield Paragraph(own.line(case.introduction))
    for part in case.parts:
        yield from texts.placed(part)
    first, *rest = (own.line(line) for line in case.signature)
    yield Paragraph((Emphasis(first, strong=True),))
    for line in rest:
        yield Paragraph(line)
    yield Heading(3, own.line(case.recipients_heading))
    yield ListBlock(tuple((Paragraph(own.line(name)),) for name in case.recipients))


def front_blocks(front: Front, texts: Texts, *, organisation: str) -> Iterator[Block]:
    """The cover, the status line and the contents."""
    own = texts.own
    yield Cover(plain(own.line(front.title)), organisation, plain(own.line("{{period:~}}")))
    yield StatusLine(tuple((word, own.line(value)) for word, value in front.status))
    yield Contents(front.contents, front.levels)
