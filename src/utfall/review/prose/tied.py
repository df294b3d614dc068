"""Links turned into relations for the network: one figure, printed in the text and in a table."""

from collections.abc import Iterator
from decimal import Decimal

from utfall.locale import mark as _
from utfall.review.languages import Role
from utfall.review.prose.linking import Link, Linker
from utfall.review.prose.mentions import Mention
from utfall.review.prose.rows import Row
from utfall.review.relation import Layer, Relation, RelationKind, Term
from utfall.review.tables.grid import Place

CERTAIN = 4.0
"""Decades given to a link that passes every gate; one of them alone carries a finding."""
SAME_FIGURE = _("Texten och tabellen anger samma sak: samma benämning, slag, period och enhet.")
LIKELY_FIGURE = _("Texten och tabellen ser ut att ange samma sak.")
RELATIVE_CHANGE = _("Texten anger den procentuella förändringen mellan två tal i tabellen.")
ABSOLUTE_CHANGE = _("Texten anger skillnaden mellan två tal i tabellen.")


def relations(linker: Linker, mentions: tuple[Mention, ...]) -> Iterator[Relation]:
    """A relation for each certain link, whether or not it holds, and for each likely link that does."""
    for mention in mentions:
        link = linker.links.get(mention.path)
        if link is not None and (link.certain or link.comparison.agrees) and not _loosely(link):
            yield _same(link)
        if link is None or not link.certain:
            change = _change(mention, linker)
            if change is not None:
                yield change


def _loosely(link: Link) -> bool:
    """Whether only the loosening word (`drygt 60`) makes the two agree; the network knows printed precision only."""
    mention, number = link.mention, link.place.number
    if mention.qualifier is None or not link.comparison.agrees or number.interval is None:
        return False
    printed = mention.figure.number.interval
    return printed is None or not printed.meets(number.interval.scaled(link.comparison.factor))


def _same(link: Link) -> Relation:
    return Relation(
        RelationKind.SAME, link.mention.path, (Term(link.place.path, link.comparison.factor),), Layer.PROSE,
        evidence=CERTAIN if link.certain else min(link.score, 1.5), cue=link.certain,
        reason=SAME_FIGURE if link.certain else LIKELY_FIGURE,
    )  # fmt: skip


def _change(mention: Mention, linker: Linker) -> Relation | None:
    """`ökat med 2,2 % jämfört med förra året`: a change between two of the row's outcomes."""
    compared = two_outcomes(mention, linker)
    if compared is None:
        return None
    now, before, down = compared
    if mention.is_share:
        return (
            None
            if down and not mention.signed
            else _relation(RelationKind.CHANGE, mention, now, before, 1, 1)
        )
    factor = linker.factor(mention, now)
    if factor is None:
        return None
    turn = -1 if _negative(now) != (down and not mention.signed) else 1
    return _relation(RelationKind.SUM, mention, now, before, factor * turn, -factor * turn)


def two_outcomes(mention: Mention, linker: Linker) -> tuple[Place, Place, bool] | None:
    """This year's and last year's outcome of the total that the sentence says has gone up or down.

    The third answer is whether it says down. None where it says neither, or not of what.
    """
    cues = linker.language.cues
    said = f"{mention.before} {mention.after}"
    up, down = bool(cues.up.search(mention.before)), bool(cues.down.search(mention.before))
    if up == down or not (mention.is_share or mention.is_money):
        return None
    row = linker.row_about(mention)
    if row is None or not (cues.against_prior.search(said) or len(_years(mention)) == 1):
        return None
    outcomes = sorted(
        (place for place in row.places if place.role is Role.OUTCOME), key=lambda place: sorted(place.periods)
    )
    return (outcomes[1], outcomes[0], down) if len(outcomes) == 2 else None


def _relation(
    kind: RelationKind, mention: Mention, now: Place, before: Place, first: Decimal | int, second: Decimal | int
) -> Relation:  # fmt: skip
    terms = (Term(now.path, Decimal(first)), Term(before.path, Decimal(second)))
    reason = RELATIVE_CHANGE if kind is RelationKind.CHANGE else ABSOLUTE_CHANGE
    return Relation(kind, mention.path, terms, Layer.PROSE, evidence=3.0, cue=True, reason=reason)


def _negative(place: Place) -> bool:
    return place.number.value is not None and place.number.value < 0


def _years(mention: Mention) -> frozenset[str]:
    return frozenset(token for token in mention.periods if token.isdigit())


def described(row: Row, place: Place) -> str:
    """The cell in words: its row and its column."""
    return ", ".join(part for part in (row.line.label.strip(), place.column.label.strip()) if part)
