"""Links turned into relations for the network: one figure, printed in the text and in a table."""

from collections.abc import Iterator
from decimal import Decimal

from utfall.locale import mark as _
from utfall.review.languages import Role
from utfall.review.prose.linking import Link, Linker
from utfall.review.prose.mentions import Mention
from utfall.review.prose.rows import Row
from utfall.review.prose.values import slipped
from utfall.review.relation import Layer, Relation, RelationKind, Term
from utfall.review.tables.grid import Place

CERTAIN = 4.0
"""Decades given to a link that passes every gate; one of them alone carries a finding."""
FITTING = 0.85
"""How well a row must fit for a slip of the hand to be asked about."""
SLIPPED = 1.0
SAME_FIGURE = _("Texten och tabellen anger samma sak: samma benämning, slag, period och enhet.")
LIKELY_FIGURE = _("Texten och tabellen ser ut att ange samma sak.")
ANNUAL_BUDGET = _("Årets budget är prognosen minus prognosens avvikelse från budget.")
RELATIVE_CHANGE = _("Texten anger den procentuella förändringen mellan två tal i tabellen.")
ABSOLUTE_CHANGE = _("Texten anger skillnaden mellan två tal i tabellen.")


def relations(linker: Linker, mentions: tuple[Mention, ...]) -> Iterator[Relation]:
    """A relation for each certain link, whether or not it holds, and for each likely link that does."""
    for mention in mentions:
        link = linker.links.get(mention.path)
        if link is not None and (link.certain or link.comparison.agrees):
            yield _same(link)
        elif link is not None and link.score >= FITTING and slipped(mention, link.place, link.comparison):
            yield Relation(
                RelationKind.SAME, mention.path, (Term(link.place.path, abs(link.comparison.factor)),),
                Layer.PROSE, evidence=SLIPPED, reason=LIKELY_FIGURE,
            )  # fmt: skip
        if link is not None and not link.comparison.agrees:
            yield from _annual_budget(link, linker)
        if link is None or not link.certain:
            change = _change(mention, linker)
            if change is not None:
                yield change


def _same(link: Link) -> Relation:
    return Relation(
        RelationKind.SAME, link.mention.path, (Term(link.place.path, link.comparison.factor),), Layer.PROSE,
        evidence=CERTAIN if link.certain else min(link.score, 1.5), cue=link.certain,
        reason=SAME_FIGURE if link.certain else LIKELY_FIGURE, span=link.mention.span,
    )  # fmt: skip


def _annual_budget(link: Link, linker: Linker) -> Iterator[Relation]:
    """A budget of the year, where the row prints the year's forecast and how far that is from budget, but not it."""
    mention, row = link.mention, link.row
    to_date = linker.language.cues.to_date.search(f"{mention.before} {mention.after}")
    if mention.role is not Role.BUDGET or to_date or link.score < FITTING:
        return
    forecast = [place for place in row.places if place.role is Role.FORECAST]
    apart = [place for place in row.places if place.role is Role.FORECAST_VARIANCE]
    printed = any(p.role is Role.BUDGET and "year" in p.periods for p in row.places)
    if printed or len(forecast) != 1 or len(apart) != 1:
        return
    factor = linker.factor(mention, forecast[0])
    if factor is not None:
        terms = (Term(forecast[0].path, factor), Term(apart[0].path, -factor))
        yield Relation(RelationKind.SUM, mention.path, terms, Layer.PROSE, SLIPPED, reason=ANNUAL_BUDGET)


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
